package dev.ingest.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class EncoderThreadsTest {

    @Test
    void everyColumnIsEncodedOnce() {
        AtomicIntegerArray times = new AtomicIntegerArray(100);
        try (EncoderThreads lanes = new EncoderThreads(4)) {
            lanes.each(100, (column, scratch) -> times.incrementAndGet(column));
        }
        for (int column = 0; column < 100; column++) {
            assertEquals(1, times.get(column), "column " + column);
        }
    }

    @Test
    void columnsAreEncodedAtTheSameTimeWithScratchesOfTheirOwn() {
        CountDownLatch atWork = new CountDownLatch(3);
        Set<Scratch> scratches = ConcurrentHashMap.newKeySet();
        try (EncoderThreads lanes = new EncoderThreads(3)) {
            lanes.each(3, (column, scratch) -> {
                scratches.add(scratch);
                atWork.countDown();
                assertTrue(awaited(atWork), "the others do not come");
            });
        }
        assertEquals(3, scratches.size());
    }

    @Test
    void oneLaneIsTheCallingThread() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (EncoderThreads lanes = new EncoderThreads(1)) {
            lanes.each(5, (column, scratch) -> threads.add(Thread.currentThread()));
        }
        assertEquals(Set.of(Thread.currentThread()), threads);
    }

    @Test
    void aColumnThatFailsIsToldOnceNoneIsAtWorkAnyMore() {
        IllegalStateException misfit = new IllegalStateException("column 1");
        CountDownLatch failed = new CountDownLatch(1);
        Set<Integer> ended = ConcurrentHashMap.newKeySet();
        try (EncoderThreads lanes = new EncoderThreads(2)) {
            RuntimeException told = assertThrows(
                    RuntimeException.class,
                    () -> lanes.each(2, (column, scratch) -> {
                        if (column == 1) {
                            failed.countDown();
                            throw misfit;
                        }
                        assertTrue(awaited(failed), "column 1 is not encoded");
                        ended.add(column);
                    }));
            assertSame(misfit, told);
            assertEquals(Set.of(0), ended);
        }
    }

    @Test
    void evenAnErrorWaitsForTheOthers() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        Set<Integer> ended = ConcurrentHashMap.newKeySet();
        try (EncoderThreads lanes = new EncoderThreads(2)) {
            Thread caller = Thread.currentThread();
            assertThrows(
                    OutOfMemoryError.class,
                    () -> lanes.each(2, (column, scratch) -> {
                        if (Thread.currentThread() == caller) {
                            assertTrue(awaited(begun), "no other lane is at work");
                            failed.countDown();
                            throw new OutOfMemoryError("a page");
                        }
                        begun.countDown();
                        assertTrue(awaited(failed), "the calling thread encodes nothing");
                        ended.add(column);
                    }));
            assertEquals(1, ended.size());
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
