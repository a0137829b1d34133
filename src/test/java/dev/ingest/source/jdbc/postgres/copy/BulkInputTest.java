package dev.ingest.source.jdbc.postgres.copy;

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

    @Test
    void onlyAPieceOfALongTableIsFollowedByAMoment() throws IOException {
        int[] moments = {0};
        int[] piece = {10_000};
        InputStream network = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target, int from, int length) {
                return Math.min(length, piece[0]);
            }
        };
        InputStream stream = new BulkInput(network, new ReadingPace(() -> 0), () -> moments[0]++);
        stream.readNBytes((int) ReadingPace.START_BYTES);
        assertEquals(0, moments[0]);
        stream.readNBytes(10 * piece[0]);
        assertEquals(10, moments[0]);
        piece[0] = 1000;
        stream.readNBytes(2 * 10_000);
        moments[0] = 0;
        stream.readNBytes(100 * piece[0]);
        assertEquals(0, moments[0], "an answer is not waited for");
        piece[0] = 1 << 20;
        stream.readNBytes(1 << 20);
        assertEquals(0, moments[0], "there is more already");
    }
}
