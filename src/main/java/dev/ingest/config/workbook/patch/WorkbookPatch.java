package dev.ingest.config.workbook.patch;

import dev.ingest.config.workbook.sheet.WorkbookParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.channels.SeekableByteChannel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.io.output.CloseShieldOutputStream;

/**
 * A workbook with texts put into cells of a sheet. The parts that this touches are the sheet, the styles that it lacks, the
 * tables that new rows follow upon, and the chain of formulas that gave way; all others keep their very bytes, compressed as they are.
 */
public final class WorkbookPatch implements AutoCloseable {
    private static final String TYPES = "[Content_Types].xml";
    private static final String CHAIN = "/calcChain";

    private final WorkbookParts parts;
    private final Map<String, Change> changed = new LinkedHashMap<>();
    private final Set<String> dropped = new HashSet<>();

    /** Writes a part anew. */
    @FunctionalInterface
    private interface Change {
        void copy(Markup part, Writer out) throws IOException;
    }

    /**
     * Tries the patch without writing.
     *
     * @param sheet the sheet's name
     * @throws IOException when the file cannot be patched
     */
    public WorkbookPatch(byte[] file, String sheet, SheetCells cells) throws IOException, XMLStreamException {
        this.parts = new WorkbookParts(file);
        WorkbookParts.SheetPart found = parts.sheets().stream()
                .filter(each -> each.name().equals(sheet))
                .findFirst()
                .orElseThrow(() -> new IOException("it lacks the sheet that it had"));
        Optional<String> stylesPart = parts.related("/styles");
        TextStyles styles = new TextStyles();
        if (stylesPart.isPresent()) {
            try (InputStream part = parts.open(stylesPart.get())) {
                styles.read(new Markup(part));
            }
        }
        SheetPatch patch = new SheetPatch(cells, styles);
        changed.put(found.part(), patch::copy);
        attempt(found.part(), patch::copy);
        for (String table : parts.tables(found)) {
            TablePatch growth = new TablePatch(cells);
            attempt(table, growth::copy);
            if (growth.grew()) {
                changed.put(table, growth::copy);
            }
        }
        stylesPart.filter(part -> styles.grew()).ifPresent(part -> changed.put(part, styles::copy));
        Optional<String> chain = parts.related(CHAIN);
        if (chain.isPresent() && !patch.formulas().isEmpty()) {
            shorten(chain.get(), new CalculationChain(found.id(), patch.formulas()));
        }
    }

    private void shorten(String part, CalculationChain chain) throws IOException {
        attempt(part, chain::copy);
        if (chain.isEmpty()) {
            dropped.add(part);
            changed.put(TYPES, (types, out) -> copyWithout(types, out, "Override", "PartName", "/" + part));
            changed.put(
                    parts.relationsOfWorkbook(),
                    (relations, out) -> copyWithout(relations, out, "Relationship", "Type", CHAIN));
        } else {
            changed.put(part, chain::copy);
        }
    }

    /** Copies all but the elements {@code name} whose attribute ends with {@code value}. */
    private static void copyWithout(Markup part, Writer out, String name, String attribute, String value)
            throws IOException {
        while (part.next()) {
            boolean gone = part.starts(name)
                    && part.attribute(attribute)
                            .filter(said -> said.endsWith(value))
                            .isPresent();
            while (gone && !part.ends(name) && part.next()) {}
            out.write(gone ? "" : part.piece());
        }
    }

    private void attempt(String part, Change change) throws IOException {
        try (InputStream in = parts.open(part)) {
            change.copy(new Markup(in), Writer.nullWriter());
        }
    }

    /** Writes the whole workbook to {@code out}, which it closes. */
    public void write(SeekableByteChannel out) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (ZipArchiveEntry entry : parts.entries()) {
                if (dropped.stream().anyMatch(part -> WorkbookParts.is(entry, part))) {
                    continue;
                }
                Optional<Map.Entry<String, Change>> change = changed.entrySet().stream()
                        .filter(each -> WorkbookParts.is(entry, each.getKey()))
                        .findFirst();
                if (change.isPresent()) {
                    fresh(zip, entry, change.get().getKey(), change.get().getValue());
                } else {
                    try (InputStream raw = parts.raw(entry)) {
                        zip.addRawArchiveEntry(entry, raw);
                    }
                }
            }
        }
    }

    private void fresh(ZipArchiveOutputStream zip, ZipArchiveEntry old, String part, Change change) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(old.getName());
        entry.setMethod(ZipArchiveEntry.DEFLATED);
        entry.setTime(old.getTime());
        zip.putArchiveEntry(entry);
        try (InputStream in = parts.open(part)) {
            Markup markup = new Markup(in);
            try (Writer writer = markup.writer(CloseShieldOutputStream.wrap(zip))) {
                change.copy(markup, writer);
            }
        }
        zip.closeArchiveEntry();
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
