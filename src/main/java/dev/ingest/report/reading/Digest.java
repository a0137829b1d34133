package dev.ingest.report.reading;

import dev.ingest.report.history.Day;
import dev.ingest.report.history.HistoryBuilder;
import dev.ingest.report.history.JobRun;
import dev.ingest.report.history.Load;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * What was read of audit files and manifests before, so that only what is new is read: a file in {@code metadata} that
 * can go at any time, as it is made again from what it tells of.
 */
final class Digest {
    static final String FILE = "report.digest";
    private static final byte[] FORMAT = "ingest report digest 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SUM_BYTES = 8;

    private final Names names;
    private final TreeMap<String, KnownAudit> audits = new TreeMap<>();
    private final TreeMap<LoadMonth, List<KnownLoads>> loads = new TreeMap<>();
    private final Map<String, KnownProgress> progress = new TreeMap<>();
    /** From which month on a dataset may have manifests that were not read. */
    private final Map<String, YearMonth> unread = new TreeMap<>();

    private boolean changed;

    private Digest(Names names) {
        this.names = names;
    }

    static Digest empty() {
        return new Digest(new Names());
    }

    /** The digest in {@code metadata}; an empty one where it is damaged or another version's, which {@code faults} is told. */
    static Digest read(Path metadata, Consumer<String> faults) {
        try {
            byte[] content = Files.readAllBytes(metadata.resolve(FILE));
            Optional<byte[]> body = body(content);
            if (body.isPresent()) {
                return unpack(new Unpacked(body.get()));
            }
            faults.accept(FILE + " is damaged or another version's: it is made anew from audit and manifests.");
        } catch (NoSuchFileException e) {
            return empty();
        } catch (IOException e) {
            faults.accept(FILE + " cannot be read: " + e + ". All is read anew from audit and manifests.");
        }
        return empty();
    }

    private static Optional<byte[]> body(byte[] content) {
        int end = content.length - SUM_BYTES;
        if (end < FORMAT.length || !Arrays.equals(content, 0, FORMAT.length, FORMAT, 0, FORMAT.length)) {
            return Optional.empty();
        }
        byte[] sum = Arrays.copyOfRange(content, end, content.length);
        return Arrays.equals(sum, sum(content, end))
                ? Optional.of(Arrays.copyOfRange(content, FORMAT.length, end))
                : Optional.empty();
    }

    private static byte[] sum(byte[] content, int end) {
        CRC32 sum = new CRC32();
        sum.update(content, 0, end);
        return String.format("%08x", sum.getValue()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes what is not older than {@code first} into {@code metadata}, in place of what stood there, when that is other. */
    void write(Path metadata, YearMonth first) throws IOException {
        if (!changed) {
            return;
        }
        loads.keySet().removeIf(month -> month.month().isBefore(first));
        String oldest = "audit_" + first.toString().replace("-", "");
        audits.keySet().removeIf(file -> file.compareTo(oldest) < 0);
        byte[] body = pack().bytes();
        byte[] content = Arrays.copyOf(FORMAT, FORMAT.length + body.length + SUM_BYTES);
        System.arraycopy(body, 0, content, FORMAT.length, body.length);
        int end = FORMAT.length + body.length;
        System.arraycopy(sum(content, end), 0, content, end, SUM_BYTES);
        WholeFile.write(metadata.resolve(FILE), content);
    }

    private Packed pack() {
        Packed out = new Packed();
        names.pack(out);
        out.number(audits.size());
        audits.forEach((file, known) -> known.pack(out.text(file)));
        out.number(loads.size());
        loads.forEach((month, known) -> {
            out.text(month.dataset()).text(month.month().toString()).number(known.size());
            known.forEach(each -> each.pack(out));
        });
        out.number(progress.size());
        progress.forEach((job, known) -> known.pack(out.text(job)));
        out.number(unread.size());
        unread.forEach((dataset, month) -> out.text(dataset).text(month.toString()));
        return out;
    }

    private static Digest unpack(Unpacked in) {
        Digest digest = new Digest(Names.unpack(in));
        for (int left = in.count(); left > 0; left--) {
            digest.audits.put(in.text(), KnownAudit.unpack(in));
        }
        for (int left = in.count(); left > 0; left--) {
            LoadMonth month = new LoadMonth(in.text(), YearMonth.parse(in.text()));
            List<KnownLoads> known = new ArrayList<>();
            for (int more = in.count(); more > 0; more--) {
                known.add(KnownLoads.unpack(in));
            }
            digest.loads.put(month, known);
        }
        for (int left = in.count(); left > 0; left--) {
            digest.progress.put(in.text(), KnownProgress.unpack(in));
        }
        for (int left = in.count(); left > 0; left--) {
            digest.unread.put(in.text(), YearMonth.parse(in.text()));
        }
        return digest;
    }

    /** What is known of an audit file as it is now. */
    Optional<KnownAudit> audit(String file, String stamp) {
        return Optional.ofNullable(audits.get(file))
                .filter(known -> known.stamp().equals(stamp));
    }

    /** Keeps what was read of an audit file. */
    KnownAudit keep(String file, String stamp, List<String> faults, List<JobRun> runs) {
        Packed out = new Packed();
        runs.forEach(run -> RunRecord.pack(run, names, out));
        KnownAudit known = new KnownAudit(stamp, List.copyOf(faults), Day.ofRuns(runs), out);
        audits.put(file, known);
        changed = true;
        return known;
    }

    /** The identifiers of loads that are known. */
    Set<Long> known(LoadMonth month) {
        Set<Long> numbers = new HashSet<>();
        loads.getOrDefault(month, List.of()).forEach(known -> {
            Unpacked in = known.loads().unpacked();
            while (in.hasMore()) {
                numbers.add(KnownLoad.number(in));
            }
        });
        return numbers;
    }

    /** Keeps loads of a month whose manifests were read. */
    void keep(LoadMonth month, List<KnownLoad> found) {
        if (found.isEmpty()) {
            return;
        }
        Packed out = new Packed();
        found.forEach(load -> {
            load.pack(names, out);
            load.load()
                    .watermark()
                    .ifPresent(reached -> progress.merge(
                            load.load().run().job(),
                            new KnownProgress(load.number(), reached),
                            (old, now) -> old.number() > now.number() ? old : now));
        });
        loads.computeIfAbsent(month, none -> new ArrayList<>())
                .add(new KnownLoads(
                        Day.ofLoads(found.stream().map(KnownLoad::load).toList()), out));
        changed = true;
    }

    /** The first month of a dataset that may have more; {@code fallback} where nothing was read of it. */
    YearMonth firstUnread(String dataset, YearMonth fallback) {
        return unread.getOrDefault(dataset, fallback);
    }

    void readUpTo(String dataset, YearMonth month) {
        changed |= !month.equals(unread.put(dataset, month));
    }

    /** Tells all that is known, but for audit files that are gone. */
    void tell(Set<String> files, HistoryBuilder history) {
        Wanted runs = new Wanted(names.size());
        audits.descendingMap().forEach((file, known) -> {
            if (files.contains(file)) {
                history.addAudited(known.days());
                Unpacked in = known.runs().unpacked();
                while (in.hasMore()) {
                    RunRecord.unpack(in, names, runs).ifPresent(history::add);
                }
            }
        });
        Wanted wanted = new Wanted(names.size());
        loads.descendingMap()
                .values()
                .forEach(blocks -> blocks.forEach(known -> {
                    history.addLanded(known.days());
                    Unpacked in = known.loads().unpacked();
                    while (in.hasMore()) {
                        KnownLoad.unpack(in, names, wanted).map(this::reached).ifPresent(history::add);
                    }
                }));
    }

    private Load reached(KnownLoad known) {
        Load load = known.load();
        KnownProgress reached = progress.get(load.run().job());
        return reached != null && reached.number() == known.number()
                ? new Load(
                        load.run(),
                        load.landed(),
                        load.type(),
                        Optional.of(reached.progress()),
                        load.schemaVersion(),
                        load.changes())
                : load;
    }
}
