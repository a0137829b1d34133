package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ingest.job.name.NearMatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads an expression; what binds least is read first. */
final class Parser {
    private static final int DEEPEST = 50;
    private static final Map<String, Reckoning> SUMS = Map.of("+", Reckoning.PLUS, "-", Reckoning.MINUS);
    private static final Map<String, Reckoning> PRODUCTS =
            Map.of("*", Reckoning.TIMES, "/", Reckoning.DIVIDED, "%", Reckoning.REMAINDER);
    private static final Set<String> WORDS = Set.of("and", "or", "not", "if", "else", "in", "true", "false", "null");

    private final String text;
    private final Set<Root> known;
    private final List<Tokens.Token> tokens;
    private final Set<Root> used = EnumSet.noneOf(Root.class);
    private int at;
    private int depth;

    /** Reads what stands between two places of {@code text}; it may ask for the roots {@code known}. */
    Parser(String text, int start, int end, Set<Root> known) {
        this.text = text;
        this.known = known;
        this.tokens = Tokens.of(text, start, end);
    }

    Operand whole() {
        Operand whole = choice();
        if (next().kind() != Tokens.Kind.END) {
            throw unexpected("an operator or the end");
        }
        return whole;
    }

    /** The roots that were asked for. */
    Set<Root> used() {
        return used;
    }

    private Operand choice() {
        Tokens.Token first = next();
        Operand then = or();
        if (!take("if")) {
            return then;
        }
        Operand condition = or();
        expect("else");
        Operand otherwise = deeper(this::choice);
        return since(first, new Nodes.Choice(condition, then, otherwise));
    }

    private Operand or() {
        Tokens.Token first = next();
        Operand left = and();
        while (take("or")) {
            left = since(first, new Nodes.Or(left, and()));
        }
        return left;
    }

    private Operand and() {
        Tokens.Token first = next();
        Operand left = not();
        while (take("and")) {
            left = since(first, new Nodes.And(left, not()));
        }
        return left;
    }

    private Operand not() {
        Tokens.Token first = next();
        return take("not") ? since(first, new Nodes.Not(deeper(this::not))) : comparison();
    }

    private Operand comparison() {
        Tokens.Token first = next();
        Operand left = sum();
        if (take("in")) {
            return since(first, new Nodes.Membership(left, sum()));
        }
        Optional<Comparing> operator =
                Optional.of(next()).filter(Tokens.Token::isSymbol).flatMap(token -> Comparing.of(token.value()));
        if (operator.isEmpty()) {
            return left;
        }
        at++;
        return since(first, new Nodes.Comparison(operator.get(), left, sum()));
    }

    private Operand sum() {
        return reckoned(SUMS, this::product);
    }

    private Operand product() {
        return reckoned(PRODUCTS, this::signed);
    }

    private Operand reckoned(Map<String, Reckoning> operators, Supplier<Operand> operand) {
        Tokens.Token first = next();
        Operand left = operand.get();
        for (Optional<Reckoning> next = take(operators); next.isPresent(); next = take(operators)) {
            left = since(first, new Nodes.Arithmetic(next.get(), left, operand.get()));
        }
        return left;
    }

    private Optional<Reckoning> take(Map<String, Reckoning> operators) {
        Optional<Reckoning> operator =
                Optional.of(next()).filter(Tokens.Token::isSymbol).map(token -> operators.get(token.value()));
        operator.ifPresent(taken -> at++);
        return operator;
    }

    private Operand signed() {
        Tokens.Token first = next();
        if (!take("-")) {
            return fallback();
        }
        Operand nothing = new Operand(new Nodes.Literal(Values.number(BigDecimal.ZERO)), "0");
        return since(first, new Nodes.Arithmetic(Reckoning.MINUS, nothing, deeper(this::signed)));
    }

    private Operand fallback() {
        Tokens.Token first = next();
        Operand left = path();
        return take("??") ? since(first, new Nodes.Fallback(left, deeper(this::fallback))) : left;
    }

    private Operand path() {
        Tokens.Token first = next();
        Operand path = primary();
        while (true) {
            if (take(".")) {
                Tokens.Token name = next();
                if (name.kind() != Tokens.Kind.NAME) {
                    throw unexpected("the name of a field");
                }
                at++;
                path = since(first, new Nodes.Member(path, text(name)));
            } else if (take("[")) {
                Operand key = deeper(this::choice);
                expect("]");
                path = since(first, new Nodes.Member(path, key));
            } else {
                return path;
            }
        }
    }

    private Operand primary() {
        Tokens.Token token = next();
        return switch (token.kind()) {
            case NUMBER -> {
                at++;
                yield since(token, new Nodes.Literal(Values.number(new BigDecimal(token.value()))));
            }
            case TEXT -> {
                at++;
                yield text(token);
            }
            case NAME -> named(token);
            case SYMBOL, END -> enclosed(token);
        };
    }

    private Operand named(Tokens.Token token) {
        if (token.is("true") || token.is("false")) {
            at++;
            return since(token, new Nodes.Literal(BooleanNode.valueOf(token.is("true"))));
        }
        if (take("null")) {
            return since(token, new Nodes.Literal(NullNode.getInstance()));
        }
        if (WORDS.contains(token.value())) {
            throw unexpected("a value");
        }
        at++;
        return take("(") ? call(token) : start(token);
    }

    private Operand start(Tokens.Token token) {
        Root root = Root.of(token.value()).filter(known::contains).orElseThrow(() -> unknown(token));
        used.add(root);
        return since(token, new Nodes.Start(root));
    }

    private IllegalArgumentException unknown(Tokens.Token token) {
        List<String> names = Root.written(known);
        return Tokens.fault(
                "there is no '" + token.value() + "' here." + NearMatch.question(token.value(), names) + " Known are "
                        + (names.isEmpty() ? "functions alone" : String.join(", ", names)) + ". It stands",
                token.start());
    }

    private Operand call(Tokens.Token name) {
        Function function = Functions.of(name.value())
                .orElseThrow(() -> Tokens.fault(
                        "there is no function '" + name.value() + "'."
                                + NearMatch.question(name.value(), Functions.names()) + " It stands",
                        name.start()));
        List<Operand> arguments = list(")");
        try {
            return since(name, function.call(arguments));
        } catch (IllegalArgumentException refused) {
            throw Tokens.fault(refused.getMessage() + ", in the call", name.start());
        }
    }

    private Operand enclosed(Tokens.Token token) {
        if (take("(")) {
            Operand inner = deeper(this::choice);
            expect(")");
            return since(token, inner.node());
        }
        if (take("[")) {
            return since(token, new Nodes.Elements(list("]")));
        }
        throw unexpected("a value");
    }

    private List<Operand> list(String close) {
        List<Operand> elements = new ArrayList<>();
        while (!take(close)) {
            if (!elements.isEmpty()) {
                expect(",");
            }
            elements.add(deeper(this::choice));
        }
        return elements;
    }

    private Operand text(Tokens.Token token) {
        return since(token, new Nodes.Literal(TextNode.valueOf(token.value())));
    }

    /** Recursion follows the text: a bound on it keeps the stack small. */
    private Operand deeper(Supplier<Operand> part) {
        if (++depth > DEEPEST) {
            throw Tokens.fault("it is nested more than " + DEEPEST + " deep", next().start());
        }
        Operand operand = part.get();
        depth--;
        return operand;
    }

    private Operand since(Tokens.Token first, Node node) {
        return new Operand(
                node, text.substring(first.start(), tokens.get(at - 1).end()));
    }

    private Tokens.Token next() {
        return tokens.get(at);
    }

    private boolean take(String symbolOrWord) {
        boolean there = next().is(symbolOrWord);
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(String symbolOrWord) {
        if (!take(symbolOrWord)) {
            throw unexpected("'" + symbolOrWord + "'");
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        Tokens.Token token = next();
        String found = token.kind() == Tokens.Kind.END
                ? "it ends"
                : "'" + text.substring(token.start(), token.end()) + "' stands";
        return Tokens.fault(found + " where " + expected + " is expected,", token.start());
    }
}
