package dev.ingest.parquet;

import org.apache.parquet.column.values.bitpacking.ByteBitPackingLE;
import org.apache.parquet.column.values.bitpacking.BytePacker;

/**
 * Writes a page's dictionary ids: a byte for their width in bits, then either one bit-packed run or, where equal ids
 * follow each other long enough, RLE runs.
 */
final class IdWriter {
    private static final int HEADER_BYTES = 2;

    private IdWriter() {}

    /**
     * Writes {@code count} ids, all below {@code entries}.
     *
     * @param ids its length is a multiple of 32; slots from {@code count} on are overwritten
     */
    static void write(int[] ids, int count, int entries, PageBuffer page) {
        int width = 32 - Integer.numberOfLeadingZeros(entries - 1);
        page.writeByte(width);
        int runBytes = HEADER_BYTES + (width + 7) / 8;
        if ((long) runs(ids, count) * runBytes < (long) width * count / 8 || width == 0) {
            writeRuns(ids, count, width, page);
        } else {
            writeBits(ids, count, width, page);
        }
    }

    /** Without a branch, so that the JVM counts several at once. */
    private static int runs(int[] ids, int count) {
        int runs = 1;
        for (int i = 1; i < count; i++) {
            int changed = ids[i] ^ ids[i - 1];
            runs += (changed | -changed) >>> 31;
        }
        return runs;
    }

    private static void writeRuns(int[] ids, int count, int width, PageBuffer page) {
        int start = 0;
        while (start < count) {
            int id = ids[start];
            int end = start + 1;
            while (end < count && ids[end] == id) {
                end++;
            }
            page.writeVarInt((end - start) << 1);
            for (int shift = 0; shift < width; shift += 8) {
                page.writeByte(id >>> shift);
            }
            start = end;
        }
    }

    private static void writeBits(int[] ids, int count, int width, PageBuffer page) {
        int groups = (count + 7) / 8;
        int padded = (count + 31) & ~31;
        java.util.Arrays.fill(ids, count, padded, 0);
        page.writeVarInt((groups << 1) | 1);
        int packedBytes = padded / 8 * width;
        int at = page.reserve(packedBytes);
        byte[] bytes = page.array();
        BytePacker packer = ByteBitPackingLE.factory.newBytePacker(width);
        for (int i = 0; i < padded; i += 32, at += 4 * width) {
            packer.pack32Values(ids, i, bytes, at);
        }
        page.reserve(groups * width - packedBytes);
    }
}
