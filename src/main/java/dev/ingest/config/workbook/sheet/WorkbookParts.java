package dev.ingest.config.workbook.sheet;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of an {@code .xlsx} package (ECMA-376, part 2), and the way from the package to a sheet. What the zip's central
 * directory does not name is no part, whatever bytes of it are left in the file.
 */
public final class WorkbookParts implements Closeable {
    private static final long MOST_BYTES = 1L << 30;

    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();
    private final String workbook;

    /** A sheet: its name, its number in the calculation chain, and the part that holds it. */
    public record SheetPart(String name, String id, String part) {}

    /** One arrow of a {@code .rels} part. */
    private record Relation(String type, String target) {}

    /** Opens {@code file}; an {@code IOException} says why it is no workbook. */
    public WorkbookParts(byte[] file) throws IOException, XMLStreamException {
        this.zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get();
        Collections.list(zip.getEntries()).forEach(entry -> entries.putIfAbsent(key(entry.getName()), entry));
        this.workbook = relations("").values().stream()
                .filter(relation -> relation.type().endsWith("/officeDocument") && has(relation.target()))
                .map(Relation::target)
                .findFirst()
                .orElseThrow(() -> new IOException("it holds no Excel workbook"));
    }

    /** Names of parts are the same in any case, and some programs write them as Windows does. */
    private static String key(String name) {
        String slashed = name.replace('\\', '/');
        return (slashed.startsWith("/") ? slashed.substring(1) : slashed).toLowerCase(Locale.ROOT);
    }

    boolean has(String part) {
        return entries.containsKey(key(part));
    }

    /** The package's entries, in the order of its directory. */
    public List<ZipArchiveEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** The bytes of an entry as they are compressed. */
    public InputStream raw(ZipArchiveEntry entry) throws IOException {
        return zip.getRawInputStream(entry);
    }

    /** Whether {@code entry} is {@code part}. */
    public static boolean is(ZipArchiveEntry entry, String part) {
        return key(entry.getName()).equals(key(part));
    }

    /** The bytes of a part. */
    public InputStream open(String part) throws IOException {
        ZipArchiveEntry entry = entries.get(key(part));
        if (entry == null) {
            throw new IOException("the part " + part + " is missing");
        }
        return new Limited(zip.getInputStream(entry));
    }

    /** Ends with an error where a small file unpacks to what no memory holds. */
    private static final class Limited extends FilterInputStream {
        private long left = MOST_BYTES;

        Limited(InputStream part) {
            super(part);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int read = super.read(bytes, from, most);
            return counted(read, read);
        }

        private int counted(int result, int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("it unpacks to more than 1 GiB");
            }
            return result;
        }
    }

    /** The sheets with cells, in the order of their tabs. */
    public List<SheetPart> sheets() throws XMLStreamException, IOException {
        Map<String, Relation> relations = relations(workbook);
        List<SheetPart> sheets = new ArrayList<>();
        try (XmlPart xml = part(workbook)) {
            while (xml.next()) {
                if (xml.starts("workbook") && xml.namespace().startsWith("http://purl.oclc.org/")) {
                    throw new IOException("it is saved as Strict Open XML Spreadsheet");
                }
                if (xml.starts("sheet")) {
                    Relation relation = relations.get(relationId(xml));
                    if (relation != null && relation.type().endsWith("/worksheet")) {
                        sheets.add(new SheetPart(
                                xml.attribute("name").orElse(""),
                                xml.attribute("sheetId").orElse(""),
                                relation.target()));
                    }
                }
            }
        }
        return sheets;
    }

    public SheetRows rows(SheetPart sheet) throws XMLStreamException, IOException {
        List<String> strings = strings();
        CellFormats formats = formats();
        DateEpoch epoch = epoch();
        try (XmlPart part = part(sheet.part())) {
            return new SheetReader(part, strings, formats, epoch).rows();
        }
    }

    /** The parts with the tables of a sheet. */
    public List<String> tables(SheetPart sheet) throws XMLStreamException, IOException {
        return relations(sheet.part()).values().stream()
                .filter(relation -> relation.type().endsWith("/table") && has(relation.target()))
                .map(Relation::target)
                .toList();
    }

    private List<String> strings() throws XMLStreamException, IOException {
        Optional<String> name = related("/sharedStrings");
        if (name.isEmpty()) {
            return List.of();
        }
        try (XmlPart part = part(name.get())) {
            return SharedStrings.read(part);
        }
    }

    private CellFormats formats() throws XMLStreamException, IOException {
        Optional<String> name = related("/styles");
        if (name.isEmpty()) {
            return CellFormats.none();
        }
        try (XmlPart part = part(name.get())) {
            return CellFormats.read(part);
        }
    }

    private DateEpoch epoch() throws XMLStreamException, IOException {
        try (XmlPart xml = part(workbook)) {
            while (xml.next()) {
                if (xml.starts("workbookPr")) {
                    return xml.flag("date1904") ? DateEpoch.FROM_1904 : DateEpoch.FROM_1900;
                }
            }
        }
        return DateEpoch.FROM_1900;
    }

    /** The part that the workbook calls its {@code type}, {@code /styles}. */
    public Optional<String> related(String type) throws XMLStreamException, IOException {
        return relations(workbook).values().stream()
                .filter(relation -> relation.type().endsWith(type))
                .map(Relation::target)
                .filter(this::has)
                .findFirst();
    }

    /** The part with the workbook's relations. */
    public String relationsOfWorkbook() {
        return relationsOf(workbook);
    }

    private XmlPart part(String name) throws XMLStreamException, IOException {
        return new XmlPart(open(name));
    }

    /** A sheet's {@code r:id}; it has a {@code sheetId} of its own too, but no other attribute named {@code id}. */
    private static String relationId(XmlPart sheet) {
        return sheet.attribute("id").orElse("");
    }

    private static String relationsOf(String part) {
        int slash = part.lastIndexOf('/') + 1;
        return part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
    }

    private Map<String, Relation> relations(String of) throws XMLStreamException, IOException {
        Map<String, Relation> relations = new LinkedHashMap<>();
        if (!has(relationsOf(of))) {
            return relations;
        }
        try (XmlPart part = part(relationsOf(of))) {
            while (part.next()) {
                if (part.starts("Relationship")
                        && !part.attribute("TargetMode").orElse("").equals("External")) {
                    relations.put(
                            part.attribute("Id").orElse(""),
                            new Relation(
                                    part.attribute("Type").orElse(""),
                                    resolved(of, part.attribute("Target").orElse(""))));
                }
            }
        }
        return relations;
    }

    private static String resolved(String from, String target) {
        return URI.create("/" + from)
                .resolve(target.replace(" ", "%20").replace('\\', '/'))
                .getPath()
                .substring(1);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
