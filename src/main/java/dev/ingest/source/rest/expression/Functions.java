package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What expressions can call. */
final class Functions {
    static final List<Function> ALL = List.of(
            new Function(
                    "coalesce",
                    "(value, …)",
                    "the first that is there and not null; else null",
                    1,
                    Functions::coalesce),
            new Function("exists", "(value)", "whether it is there and not null", 1, Functions::exists),
            new Function(
                    "text",
                    "(value)",
                    "a text, number or flag as text",
                    1,
                    Function.of(arguments -> Function.text(arguments.text(0)))),
            new Function("number", "(text)", "the number that the text writes", 1, Function.of(Numbers::written)),
            new Function("json", "(value)", "the value as JSON text; of null too", 1, Functions::json),
            new Function(
                    "upper",
                    "(text)",
                    "in capitals",
                    1,
                    Function.of(arguments -> Function.text(arguments.text(0).toUpperCase(Locale.ROOT)))),
            new Function(
                    "lower",
                    "(text)",
                    "in small letters",
                    1,
                    Function.of(arguments -> Function.text(arguments.text(0).toLowerCase(Locale.ROOT)))),
            new Function(
                    "trim",
                    "(text)",
                    "without white space at both ends",
                    1,
                    Function.of(arguments -> Function.text(arguments.text(0).strip()))),
            new Function(
                    "length",
                    "(text or list)",
                    "its characters or elements",
                    1,
                    Function.of(arguments -> Values.number(BigDecimal.valueOf(Texts.length(arguments))))),
            new Function(
                    "contains",
                    "(text, part)",
                    "whether the part occurs in it",
                    2,
                    Function.of(
                            arguments -> BooleanNode.valueOf(arguments.text(0).contains(arguments.text(1))))),
            new Function(
                    "starts_with",
                    "(text, part)",
                    "whether it begins so",
                    2,
                    Function.of(
                            arguments -> BooleanNode.valueOf(arguments.text(0).startsWith(arguments.text(1))))),
            new Function(
                    "ends_with",
                    "(text, part)",
                    "whether it ends so",
                    2,
                    Function.of(
                            arguments -> BooleanNode.valueOf(arguments.text(0).endsWith(arguments.text(1))))),
            new Function(
                    "replace",
                    "(text, part, other)",
                    "every such part replaced",
                    3,
                    Function.of(arguments -> Function.text(Texts.replaced(arguments)))),
            new Function(
                    "substring",
                    "(text, start[, length])",
                    "characters from `start`, counted from 0, or from the end when below 0; what is not there is left out",
                    2,
                    3,
                    Function.of(arguments -> Function.text(Texts.part(arguments)))),
            new Function(
                    "concat",
                    "(value, …)",
                    "texts, numbers and flags one behind the other",
                    1,
                    Function.of(arguments -> Function.text(Texts.concatenated(arguments)))),
            new Function("split", "(text, separator)", "the list of what stands between", 2, Function.of(Texts::split)),
            new Function(
                    "join",
                    "(list, separator)",
                    "the elements as one text",
                    2,
                    Function.of(arguments -> Function.text(Texts.joined(arguments)))),
            new Function(
                    "url_encode",
                    "(text)",
                    "escaped for a URL (RFC 3986, UTF-8)",
                    1,
                    Function.of(arguments -> Function.text(Texts.urlEncoded(arguments)))),
            new Function(
                    "base64",
                    "(text)",
                    "its UTF-8 in base64",
                    1,
                    Function.of(arguments -> Function.text(Texts.base64(arguments)))),
            new Function(
                    "sha256",
                    "(text)",
                    "SHA-256 of its UTF-8, in hexadecimal digits",
                    1,
                    Function.of(arguments -> Function.text(Texts.sha256(arguments)))),
            new Function(
                    "round",
                    "(number[, digits])",
                    "rounded to so many digits behind the point, halves away from 0",
                    1,
                    2,
                    Function.of(Numbers::rounded)),
            new Function("floor", "(number)", "the whole number below or at it", 1, Function.of(Numbers::floor)),
            new Function("min", "(value, …)", "the least", 1, Function.of(Numbers::least)),
            new Function("max", "(value, …)", "the greatest", 1, Function.of(Numbers::greatest)),
            new Function(
                    "now",
                    "()",
                    "the moment, the same for a whole run: `2026-01-27T10:00:00Z`",
                    0,
                    Function.of(arguments -> Function.text(Dates.now(arguments)))),
            new Function("today", "([zone])", "its date: `2026-01-27`", 0, 1, Dates::today),
            new Function(
                    "parse_date",
                    "(value, format[, zone])",
                    "the date or, in UTC, the moment that the value writes in this format",
                    2,
                    3,
                    Dates::parsing),
            new Function(
                    "format_date",
                    "(date, format[, zone])",
                    "the date or moment in this format",
                    2,
                    3,
                    Dates::formatting),
            new Function(
                    "date_add",
                    "(date, duration)",
                    "later by `3d`, `2h`, `1mo`, `P1M`, `PT1H`; earlier with a `-` before it; what it was, a date or a moment, it"
                            + " stays if it can",
                    2,
                    Dates::adding));

    private Functions() {}

    static Optional<Function> of(String name) {
        return ALL.stream().filter(function -> function.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(Function::name).toList();
    }

    private static Node coalesce(List<Operand> operands) {
        return bindings -> operands.stream()
                .map(operand -> operand.find(bindings))
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .findFirst()
                .orElse(NullNode.getInstance());
    }

    private static Node exists(List<Operand> operands) {
        return bindings -> {
            JsonNode value = operands.get(0).find(bindings);
            return BooleanNode.valueOf(!value.isMissingNode() && !value.isNull());
        };
    }

    private static Node json(List<Operand> operands) {
        return bindings -> Function.text(operands.get(0).value(bindings).toString());
    }
}
