package dev.ingest.source.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BulkInputTest {
    private final byte[] content = new byte[1_000_003];
    private final Random random = new Random(7);

    /** Gives as much as a network does: now a little, now more. */
    private final class Network extends ByteArrayInputStream {
        Network() {
            super(content);
        }

        @Override
        public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, 1 + random.nextInt(200_000)));
        }
    }

    @Test
    void everyByteComesOnceInOrderHoweverItIsAskedFor() throws IOException {
        random.nextBytes(content);
        InputStream stream = new BulkInput(new Network());
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] piece = new byte[9000];
        while (true) {
            if (random.nextInt(50) == 0) {
                int single = stream.read();
                if (single >= 0) {
                    read.write(single);
                }
            }
            int length = stream.read(piece, 0, random.nextInt(piece.length + 1));
            if (length < 0) {
                break;
            }
            read.write(piece, 0, length);
        }
        assertArrayEquals(content, read.toByteArray());
        assertEquals(-1, stream.read());
    }

    @Test
    void whatIsThereIsTakenAtOnce() throws IOException {
        int[] questions = {0};
        InputStream network = new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                questions[0]++;
                return super.read(target, from, length);
            }
        };
        InputStream stream = new BulkInput(network);
        assertEquals(content.length, stream.readAllBytes().length);
        assertEquals(1 + content.length / (128 << 10) + 1, questions[0]);
    }

    @Test
    void availableCountsWhatIsHereAndWhatIsThere() throws IOException {
        InputStream stream = new BulkInput(new ByteArrayInputStream(content));
        stream.read();
        assertEquals(content.length - 1, stream.available());
        assertEquals(10, stream.skip(10));
        assertEquals(content.length - 11, stream.available());
    }
}
