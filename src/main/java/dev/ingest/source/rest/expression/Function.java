package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What expressions can call. Unless it says otherwise, a function of a null is null. Formats, zones and durations are texts
 * written in the call itself, so that a wrong one is found when the expression is read.
 */
enum Function {
    COALESCE("(value, …)", "the first that is there and not null; else null", 1, Function::coalesce),
    EXISTS("(value)", "whether it is there and not null", 1, Function::exists),
    TEXT("(value)", "a text, number or flag as text", 1, of(arguments -> text(arguments.text(0)))),
    NUMBER("(text)", "the number that the text writes", 1, of(Numbers::written)),
    JSON("(value)", "the value as JSON text; of null too", 1, Function::json),
    UPPER("(text)", "in capitals", 1, of(arguments -> text(arguments.text(0).toUpperCase(Locale.ROOT)))),
    LOWER(
            "(text)",
            "in small letters",
            1,
            of(arguments -> text(arguments.text(0).toLowerCase(Locale.ROOT)))),
    TRIM(
            "(text)",
            "without white space at both ends",
            1,
            of(arguments -> text(arguments.text(0).strip()))),
    LENGTH(
            "(text or list)",
            "its characters or elements",
            1,
            of(arguments -> Values.number(BigDecimal.valueOf(Texts.length(arguments))))),
    CONTAINS(
            "(text, part)",
            "whether the part occurs in it",
            2,
            of(arguments -> BooleanNode.valueOf(arguments.text(0).contains(arguments.text(1))))),
    STARTS_WITH(
            "(text, part)",
            "whether it begins so",
            2,
            of(arguments -> BooleanNode.valueOf(arguments.text(0).startsWith(arguments.text(1))))),
    ENDS_WITH(
            "(text, part)",
            "whether it ends so",
            2,
            of(arguments -> BooleanNode.valueOf(arguments.text(0).endsWith(arguments.text(1))))),
    REPLACE("(text, part, other)", "every such part replaced", 3, of(arguments -> text(Texts.replaced(arguments)))),
    SUBSTRING(
            "(text, start[, length])",
            "characters from `start`, counted from 0, or from the end when below 0; what is not there is left out",
            2,
            3,
            of(arguments -> text(Texts.part(arguments)))),
    CONCAT(
            "(value, …)",
            "texts, numbers and flags one behind the other",
            1,
            of(arguments -> text(Texts.concatenated(arguments)))),
    SPLIT("(text, separator)", "the list of what stands between", 2, of(Texts::split)),
    JOIN("(list, separator)", "the elements as one text", 2, of(arguments -> text(Texts.joined(arguments)))),
    URL_ENCODE("(text)", "escaped for a URL (RFC 3986, UTF-8)", 1, of(arguments -> text(Texts.urlEncoded(arguments)))),
    BASE64("(text)", "its UTF-8 in base64", 1, of(arguments -> text(Texts.base64(arguments)))),
    SHA256("(text)", "SHA-256 of its UTF-8, in hexadecimal digits", 1, of(arguments -> text(Texts.sha256(arguments)))),
    ROUND(
            "(number[, digits])",
            "rounded to so many digits behind the point, halves away from 0",
            1,
            2,
            of(Numbers::rounded)),
    FLOOR("(number)", "the whole number below or at it", 1, of(Numbers::floor)),
    MIN("(value, …)", "the least", 1, of(Numbers::least)),
    MAX("(value, …)", "the greatest", 1, of(Numbers::greatest)),
    NOW(
            "()",
            "the moment, the same for a whole run: `2026-01-27T10:00:00Z`",
            0,
            of(arguments -> text(Dates.now(arguments)))),
    TODAY("([zone])", "its date: `2026-01-27`", 0, 1, Dates::today),
    PARSE_DATE(
            "(value, format[, zone])",
            "the date or, in UTC, the moment that the value writes in this format",
            2,
            3,
            Dates::parsing),
    FORMAT_DATE("(date, format[, zone])", "the date or moment in this format", 2, 3, Dates::formatting),
    DATE_ADD(
            "(date, duration)",
            "later by `3d`, `2h`, `1mo`, `P1M`, `PT1H`; earlier with a `-` before it; what it was, a date or a moment, it"
                    + " stays if it can",
            2,
            Dates::adding);

    private static final int MANY = 20;
    private static final int LONGEST = 1 << 24;

    private final String signature;
    private final String meaning;
    private final int least;
    private final int most;
    private final Maker maker;

    Function(String signature, String meaning, int count, Maker maker) {
        this(signature, meaning, count, signature.contains("…") ? MANY : count, maker);
    }

    Function(String signature, String meaning, int least, int most, Maker maker) {
        this.signature = signature;
        this.meaning = meaning;
        this.least = least;
        this.most = most;
        this.maker = maker;
    }

    /** Makes a call out of its arguments; refuses arguments that can never do. */
    interface Maker {
        Node call(List<Operand> arguments);
    }

    /** What a function does with arguments none of which is null. */
    interface Body {
        JsonNode of(Arguments arguments);
    }

    static Optional<Function> of(String name) {
        return Arrays.stream(values())
                .filter(function -> function.written().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Function::written).toList();
    }

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a manual writes it. */
    String signature() {
        return written() + signature;
    }

    String meaning() {
        return meaning;
    }

    Node call(List<Operand> arguments) {
        if (arguments.size() < least || arguments.size() > most) {
            throw new IllegalArgumentException("it is written " + signature());
        }
        return maker.call(arguments);
    }

    /** A function that is null when an argument is. */
    static Maker of(Body body) {
        return operands -> bindings -> {
            List<JsonNode> values =
                    operands.stream().map(operand -> operand.value(bindings)).toList();
            return values.stream().anyMatch(JsonNode::isNull)
                    ? NullNode.getInstance()
                    : body.of(new Arguments(operands, values, bindings.now()));
        };
    }

    static JsonNode text(String text) {
        bounded(text.length());
        return TextNode.valueOf(text);
    }

    /** Refuses a text of so many characters when that is too many. */
    static void bounded(long length) {
        if (length > LONGEST) {
            throw new EvaluationException("a text of more than " + LONGEST + " characters would come of it.");
        }
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
        return bindings -> text(operands.get(0).value(bindings).toString());
    }
}
