package dev.ingest.start;

import dev.ingest.start.elsewhere.LambdaSamplesParent;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Lambdas of every kind, for {@link LambdaClassesTest}. */
public final class LambdaSamples extends LambdaSamplesParent implements Supplier<List<Object>> {
    private final List<Object> told = new ArrayList<>();
    private long counted = 40;

    public LambdaSamples() {
        Supplier<String> made = () -> "made by " + own();
        told.add(made.get());
    }

    private interface Greeting {
        String greet(String name);

        private String polite(String name) {
            return "Dear " + name;
        }

        default Supplier<String> later(String name) {
            return () -> polite(name) + greet(name);
        }

        static Greeting short_() {
            return name -> "Hi " + name;
        }
    }

    private interface Wide {
        long sum(byte a, short b, char c, long d, float e, double f, boolean g, Object h);
    }

    private interface Fails<E extends Exception> {
        void run() throws E;
    }

    private interface Strings extends Function<String, String> {}

    private interface Bridged extends Function<String, String> {
        @Override
        String apply(String text);
    }

    private interface Constants {
        List<String> WORDS = Stream.of("a", "b").map(word -> word + joined(1)).toList();
    }

    private interface OnSerial extends Supplier<String>, Serializable {}

    private static final class Nested {
        private int secret = 7;

        private int secret(int more) {
            IntBinaryOperator add = (a, b) -> a + b + secret;
            return add.applyAsInt(more, 1);
        }
    }

    private record Pair(String left, long right) {
        Pair {
            Callable<String> check = left::trim;
            try {
                left = check.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private enum Way {
        UP {
            @Override
            IntBinaryOperator step() {
                return (value, by) -> value + by + name().length();
            }
        };

        abstract IntBinaryOperator step();
    }

    @Override
    protected String own() {
        return "child";
    }

    private static String joined(Object... parts) {
        return Arrays.toString(parts);
    }

    private long count(long more) {
        counted += more;
        return counted;
    }

    private static int identityOf(Supplier<Object> made) {
        return System.identityHashCode(made);
    }

    @Override
    public List<Object> get() {
        captures();
        conversions();
        references();
        nests();
        identities();
        return told;
    }

    private void captures() {
        byte small = 1;
        short higher = 2;
        char letter = 'c';
        long long_ = 1L << 40;
        float half = 0.5f;
        double third = 1.0 / 3;
        boolean yes = true;
        int[] array = {1, 2, 3};
        String text = "text";
        Supplier<String> all = () -> text + small + higher + letter + long_ + half + third + yes + array[1] + counted;
        told.add(all.get());
        Runnable counts = () -> counted++;
        counts.run();
        LongSupplier now = () -> counted;
        told.add(now.getAsLong());
        Wide wide = (a, b, c, d, e, f, g, h) -> a + b + c + d + (long) e + (long) f + (g ? 1 : 0) + h.hashCode();
        told.add(wide.sum((byte) -1, (short) -2, 'x', 1L << 50, 3.9f, 4.9, true, "h"));
        Function<String, Function<String, Supplier<String>>> curried = a -> b -> () -> a + b + text;
        told.add(curried.apply("a").apply("b").get());
    }

    private void conversions() {
        Function<Integer, Integer> boxes = value -> value + 1;
        ToLongFunction<Integer> widens = Integer::intValue;
        ToIntFunction<String> length = String::length;
        Function<String, Integer> boxed = String::length;
        Function<Integer, Object> upcast = Integer::valueOf;
        Supplier<Object> boxedLong = () -> 3L;
        ToDoubleFunction<Long> unboxesAndWidens = Long::longValue;
        DoubleUnaryOperator root = Math::sqrt;
        BinaryOperator<Integer> largest = Math::max;
        IntPredicate odd = value -> value % 2 == 1;
        ObjLongConsumer<List<Object>> adds = List::add;
        BooleanSupplier no = () -> false;
        Comparator<String> order = Comparator.comparingInt(String::length);
        IntFunction<String[]> arrays = String[]::new;
        told.addAll(List.of(
                boxes.apply(1),
                widens.applyAsLong(2),
                length.applyAsInt("three"),
                boxed.apply("four"),
                upcast.apply(5),
                boxedLong.get(),
                unboxesAndWidens.applyAsDouble(6L),
                root.applyAsDouble(49),
                largest.apply(8, 7),
                odd.test(9),
                no.getAsBoolean(),
                order.compare("a", "bb"),
                arrays.apply(3).length));
        adds.accept(told, 10);
        told.add(LongStream.of(1, 2, 3).mapToObj(Long::toString).collect(Collectors.joining(",")));
        told.add(IntStream.range(0, 4).mapToLong(Integer::toUnsignedLong).sum());
    }

    private void references() {
        Supplier<List<String>> constructor = ArrayList::new;
        BiFunction<String, Long, Pair> two = Pair::new;
        Function<Object, String> varargs = LambdaSamples::joined;
        UnaryOperator<String> unbound = String::strip;
        Function<Long, Long> bound = this::count;
        Supplier<String> parent = super::own;
        Supplier<String> child = this::own;
        Supplier<String> guarded = this::guarded;
        UnaryOperator<String> shared = LambdaSamplesParent::shared;
        Bridged bridged = text -> text + joined(text);
        Function<Map.Entry<String, Integer>, String> ofInterface = Map.Entry::getKey;
        Runnable dropped = new StringBuilder()::reverse;
        Strings strings = text -> text.toUpperCase(Locale.ROOT);
        told.add(constructor.get());
        told.add(two.apply(" pair ", 2L));
        told.add(varargs.apply("one"));
        told.add(unbound.apply(" s "));
        told.add(bound.apply(2L));
        told.add(parent.get() + child.get() + guarded.get());
        told.add(ofInterface.apply(Map.entry("key", 1)));
        told.add(shared.apply("word"));
        told.add(bridged.apply("bridged") + ((Function<String, String>) bridged).apply("as a function"));
        told.add(Constants.WORDS);
        dropped.run();
        told.add(strings.apply("s"));
        told.add(Stream.of(" b", "a ").map(String::trim).collect(Collectors.toCollection(TreeSetOfStrings::new)));
        told.add(new TreeMap<>(Map.of("k", 1)).computeIfPresent("k", (key, value) -> value + key.length()));
        Fails<java.io.IOException> fails = () -> {
            throw new java.io.IOException("told");
        };
        try {
            fails.run();
        } catch (java.io.IOException e) {
            told.add(e.getMessage());
        }
    }

    private static final class TreeSetOfStrings extends java.util.TreeSet<String> {
        private static final long serialVersionUID = 1;
    }

    private void nests() {
        told.add(new Nested().secret(1));
        Nested nested = new Nested();
        IntBinaryOperator outside = (a, b) -> a * b + nested.secret;
        told.add(outside.applyAsInt(2, 3));
        told.add(Greeting.short_().later("reader").get());
        told.add(Way.UP.step().applyAsInt(1, 2));
        Supplier<String> anonymous = new Supplier<>() {
            @Override
            public String get() {
                Supplier<String> inner =
                        () -> "inner " + counted + this.getClass().getSimpleName();
                return inner.get();
            }
        };
        told.add(anonymous.get());
        OnSerial serial = () -> "serial";
        told.add(serial.get());
        Runnable both = (Runnable & Serializable) () -> told.add("both");
        both.run();
    }

    /** What captures nothing is one object, and two of them are two. */
    private void identities() {
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            same.add(identityOf(() -> "same"));
        }
        told.add(same.stream().distinct().count());
        Supplier<Object> one = () -> 1;
        Supplier<Object> other = () -> 1;
        told.add(identityOf(one) == identityOf(other));
    }
}
