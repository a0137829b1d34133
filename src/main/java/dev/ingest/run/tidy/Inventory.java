package dev.ingest.run.tidy;

import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.DatasetTree;
import dev.ingest.config.SettingCatalog;
import dev.ingest.job.JobKey;
import dev.ingest.job.LoadType;
import dev.ingest.job.option.FullMode;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingPath;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.Job;
import dev.ingest.run.RunParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what a home and the datasets of its jobs hold. */
public final class Inventory {
    /** A day in a path, as {@code /2026/01/29/} or {@code 2026-01-29}. */
    private static final Pattern DAY = Pattern.compile("(?<!\\d)(\\d{4})[/-](\\d{2})[/-](\\d{2})(?!\\d)");

    private final RunParts parts;
    private final Set<String> disabled;

    /**
     * An inventory of the home and lake of {@code parts}.
     *
     * @param disabled datasets of jobs that are disabled
     */
    public Inventory(RunParts parts, Set<String> disabled) {
        this.parts = parts;
        this.disabled = disabled;
    }

    /** The files of a home that runs leave there, by kind. */
    public List<Holding> home() {
        Path metadata = parts.home().metadata();
        Path home = metadata.resolveSibling("");
        return List.of(
                inFolder("logs", home.resolve("logs"), file -> true),
                inFolder(
                        "audits",
                        metadata,
                        file -> file.getFileName().toString().startsWith("audit")),
                inFolder("journal of watermarks", metadata.resolve("watermarks"), file -> true),
                inFolder("temporary files", home.resolve("tmp"), file -> true));
    }

    private static Holding inFolder(String name, Path folder, Predicate<Path> kind) {
        List<Holding.Entry> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(kind)
                        .forEach(file -> entry(file).ifPresent(entries::add));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot list " + folder, e);
            }
        }
        return Holding.of(name, entries);
    }

    /** A file that goes meanwhile is not there. */
    private static Optional<Holding.Entry> entry(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Holding.Entry(
                    attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The datasets of all enabled jobs, and of disabled ones those that hold something. */
    public List<DatasetHoldings> lake() {
        try (LandingStore store = parts.store().get()) {
            List<String> enabled = parts.jobs().datasets();
            Stream<DatasetHoldings> others = disabled.stream()
                    .filter(dataset -> !enabled.contains(dataset))
                    .sorted()
                    .map(dataset -> dataset(store, dataset))
                    .filter(dataset -> !dataset.isEmpty());
            return Stream.concat(enabled.stream().map(dataset -> dataset(store, dataset)), others)
                    .toList();
        }
    }

    private DatasetHoldings dataset(LandingStore store, String dataset) {
        List<LandingFile> files = store.list(dataset);
        Predicate<LandingFile> memory = file -> isMemory(top(dataset, file));
        Predicate<LandingFile> staged = file -> file.path().startsWith(new DatasetTree(dataset).staging() + "/");
        List<TableDay> days = days(dataset, only(files, memory.negate()));
        DatasetState state = new DatasetState(store, dataset);
        Set<String> snapshots = snapshotTables(state, dataset);
        return new DatasetHoldings(
                dataset,
                days,
                grouped(only(files, staged), file -> LandingPath.folder(file.path())),
                state.writer(parts.clock().instant()),
                grouped(only(files, memory.and(staged.negate())), file -> kept(dataset, file)),
                days.stream().filter(day -> snapshots.contains(day.table())).toList());
    }

    private static List<LandingFile> only(List<LandingFile> files, Predicate<LandingFile> wanted) {
        return files.stream().filter(wanted).toList();
    }

    /** Tables whose jobs land a snapshot a day, and those of nested data that go with them. */
    private Set<String> snapshotTables(DatasetState state, String dataset) {
        return parts.jobs().sound().stream()
                .filter(job -> job.row().loadType() == LoadType.FULL
                        && job.settings().value(SettingCatalog.FULL_MODE) == FullMode.SNAPSHOT)
                .map(Job::key)
                .filter(key -> key.dataset().equals(dataset))
                .map(JobKey::table)
                .flatMap(table -> Stream.concat(Stream.of(table), state.childTables(table).stream()))
                .collect(Collectors.toSet());
    }

    private List<TableDay> days(String dataset, List<LandingFile> files) {
        Map<String, Map<LocalDate, List<LandingFile>>> tables = files.stream()
                .collect(Collectors.groupingBy(
                        file -> top(dataset, file),
                        TreeMap::new,
                        Collectors.groupingBy(this::day, TreeMap::new, Collectors.toList())));
        List<TableDay> days = new ArrayList<>();
        tables.forEach((table, byDay) -> byDay.forEach((day, each) -> days.add(new TableDay(
                dataset,
                table,
                day,
                each.size(),
                each.stream().mapToLong(LandingFile::bytes).sum()))));
        return days;
    }

    private LocalDate day(LandingFile file) {
        Matcher found = DAY.matcher(file.path());
        while (found.find()) {
            try {
                return LocalDate.of(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(3)));
            } catch (DateTimeException noDay) {
                // The next may be one.
            }
        }
        return LocalDate.ofInstant(file.modified(), parts.clock().getZone());
    }

    private static List<Holding> grouped(List<LandingFile> files, Function<LandingFile, String> name) {
        Map<String, List<Holding.Entry>> groups = files.stream()
                .collect(Collectors.groupingBy(
                        name,
                        TreeMap::new,
                        Collectors.mapping(
                                file -> new Holding.Entry(file.bytes(), file.modified()), Collectors.toList())));
        return groups.entrySet().stream()
                .map(group -> Holding.of(group.getKey(), group.getValue()))
                .toList();
    }

    /** The part of the path after the dataset. */
    private static String top(String dataset, LandingFile file) {
        String rest = file.path().substring(dataset.length() + 1);
        return rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
    }

    private static boolean isMemory(String top) {
        return top.equals("init") || top.equals(LandingPath.INTERNAL) || top.startsWith("_dlt_");
    }

    /** {@code _dlt_loads}, or below {@code _ingest} one part more. */
    private static String kept(String dataset, LandingFile file) {
        String top = top(dataset, file);
        return top.equals(LandingPath.INTERNAL)
                ? dataset + "/" + top + "/" + top(dataset + "/" + top, file)
                : dataset + "/" + top;
    }
}
