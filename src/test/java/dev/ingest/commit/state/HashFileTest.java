package dev.ingest.commit.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.job.FewHashes;
import dev.ingest.job.RowHash;
import dev.ingest.job.RowHashes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HashFileTest {
    private static final RowHashes HASHES = FewHashes.of(new RowHash(1, 2), new RowHash(-1, Long.MIN_VALUE))
            .over(new Schema(List.of(
                    new Column("id", ColumnType.INT64, Nullability.REQUIRED),
                    new Column("price", new ColumnType.Decimal(12, 4), Nullability.NULLABLE))));

    @Test
    void tellsTheHashesAndWhatTheyAreTakenOver() {
        RowHashes read = HashFile.read(HashFile.write(HASHES)).orElseThrow();
        assertEquals(HASHES, read);
        assertEquals(HASHES.columns(), read.columns());
    }

    @Test
    void olderFilesHoldTheHashesAlone() {
        RowHashes bare = FewHashes.of(new RowHash(1, 2));
        assertEquals(Optional.of(bare), HashFile.read(HashFile.write(bare)));
    }

    /** Fewer hashes would let rows land twice. */
    @Test
    void isDamagedWhereverItWasCut() {
        byte[] whole = HashFile.write(HASHES);
        for (int length = 0; length < whole.length; length++) {
            assertEquals(Optional.empty(), HashFile.read(Arrays.copyOf(whole, length)), length + " bytes");
        }
    }
}
