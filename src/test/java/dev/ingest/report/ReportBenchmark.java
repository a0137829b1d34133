package dev.ingest.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;

/**
 * What a report costs after a year of many jobs: with nothing read before, with the digest and nothing new, with the digest
 * and a night that is new. Each is one process, as people have it. Started by {@code benchmarks/report}.
 */
public final class ReportBenchmark {
    private static final LocalDate LAST = LocalDate.of(2026, 11, 28);

    private ReportBenchmark() {}

    /** Arguments: {@code write} or {@code measure}, the folder, jobs, days, days that have manifests. */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[1]);
        int jobs = Integer.parseInt(arguments[2]);
        Nights nights = new Nights(home, jobs, LAST);
        if (arguments[0].equals("write")) {
            nights.write(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
            return;
        }
        long start = System.nanoTime();
        Report.Written written = new Report(nights.parts()).write(Duration.ofMinutes(10));
        long millis = (System.nanoTime() - start) / 1_000_000;
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        System.out.printf(
                "%,d ms, %,d ms of CPU with the JVM's start; page %,d bytes, digest %,d bytes%n",
                millis,
                cpu.toMillis(),
                Files.size(written.page()),
                Files.size(nights.metadata().resolve("report.digest")));
        written.faults().forEach(System.out::println);
    }
}
