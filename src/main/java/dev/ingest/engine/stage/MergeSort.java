package dev.ingest.engine.stage;

import java.util.function.IntBinaryOperator;

/** A stable sort of ints by a comparison of one's own, which the platform has for objects alone. */
final class MergeSort {
    private MergeSort() {}

    /** The same numbers in order; {@code numbers} is used up. */
    static int[] sorted(int[] numbers, IntBinaryOperator comparison) {
        int[] source = numbers;
        int[] target = new int[numbers.length];
        for (long width = 1; width < numbers.length; width *= 2) {
            for (long start = 0; start < numbers.length; start += 2 * width) {
                int middle = (int) Math.min(start + width, numbers.length);
                int end = (int) Math.min(start + 2 * width, numbers.length);
                merge(source, target, (int) start, middle, end, comparison);
            }
            int[] merged = target;
            target = source;
            source = merged;
        }
        return source;
    }

    private static void merge(
            int[] source, int[] target, int start, int middle, int end, IntBinaryOperator comparison) {
        if (middle == end || comparison.applyAsInt(source[middle - 1], source[middle]) <= 0) {
            System.arraycopy(source, start, target, start, end - start);
            return;
        }
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft =
                    right == end || (left < middle && comparison.applyAsInt(source[left], source[right]) <= 0);
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }
}
