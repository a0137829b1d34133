package dev.ingest.report.reading;

import dev.ingest.data.ColumnChange;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import dev.ingest.report.history.JobRun;
import dev.ingest.report.history.Landed;
import dev.ingest.report.history.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A load whose manifest was read.
 *
 * @param number its identifier in nanoseconds
 * @param load what the manifest tells
 */
record KnownLoad(long number, Load load) {
    /** The digits of a second that nanoseconds have. */
    private static final int FRACTION = 9;

    private static final List<LoadType> TYPES = List.of(LoadType.values());

    static long number(LoadId id) {
        String text = id.text();
        int point = text.indexOf('.');
        long number = 0;
        for (int at = 0; at < point + 1 + FRACTION; at++) {
            if (at != point) {
                number = 10 * number + (at < text.length() ? text.charAt(at) - '0' : 0);
            }
        }
        return number;
    }

    /** The identifier of the next load, which is passed over. */
    static long number(Unpacked in) {
        long number = in.number();
        RunRecord.skip(in);
        for (int i = 0; i < 4; i++) {
            in.number();
        }
        for (int left = 4 * in.count(); left > 0; left--) {
            in.skip();
        }
        return number;
    }

    /** All but the watermark, of which the newest of a job is kept apart. */
    void pack(Names names, Packed out) {
        out.number(number);
        RunRecord.pack(load.run(), names, out);
        out.number(load.landed().files())
                .number(load.landed().bytes())
                .number(TYPES.indexOf(load.type()))
                .number(load.schemaVersion())
                .number(load.changes().size());
        load.changes()
                .forEach(change -> out.text(change.table())
                        .text(change.column())
                        .text(change.before().orElse(""))
                        .text(change.after().orElse("")));
    }

    /** The next load; absent when it is too old to be wanted. */
    static Optional<KnownLoad> unpack(Unpacked in, Names names, Wanted wanted) {
        long number = in.number();
        Optional<JobRun> run = RunRecord.unpack(in, names, wanted);
        Landed landed = new Landed(in.count(), in.number());
        LoadType type = TYPES.get(in.count());
        int version = in.count();
        List<ColumnChange> changes = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            changes.add(new ColumnChange(in.text(), in.text(), type(in), type(in)));
        }
        return run.map(found ->
                new KnownLoad(number, new Load(found, landed, type, Optional.empty(), version, List.copyOf(changes))));
    }

    private static Optional<String> type(Unpacked in) {
        return Optional.of(in.text()).filter(type -> !type.isEmpty());
    }
}
