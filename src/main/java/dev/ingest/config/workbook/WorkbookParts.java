package dev.ingest.config.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamException;

/** The XML parts of an {@code .xlsx} package (ECMA-376, part 2), and the way from the package to a sheet. */
final class WorkbookParts {
    private static final long MOST_BYTES = 256L << 20;

    private final Map<String, byte[]> parts;
    private final String workbook;

    private WorkbookParts(Map<String, byte[]> parts, String workbook) {
        this.parts = parts;
        this.workbook = workbook;
    }

    /** A sheet: its name and the part that holds it. */
    record SheetPart(String name, String part) {}

    /** One arrow of a {@code .rels} part. */
    private record Relation(String type, String target) {}

    /** Unpacks {@code file}; an {@code IOException} says why it is no workbook. */
    static WorkbookParts of(byte[] file) throws IOException, XMLStreamException {
        Map<String, byte[]> parts = unpack(file);
        for (Relation relation : relations(parts, "").values()) {
            if (relation.type().endsWith("/officeDocument") && parts.containsKey(relation.target())) {
                return new WorkbookParts(parts, relation.target());
            }
        }
        throw new IOException("it holds no Excel workbook");
    }

    private static Map<String, byte[]> unpack(byte[] file) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        long left = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels")) {
                    byte[] part = zip.readNBytes((int) left);
                    left -= part.length;
                    if (left <= 0) {
                        throw new IOException("it unpacks to more than 256 MiB");
                    }
                    parts.put(entry.getName(), part);
                }
            }
        }
        return parts;
    }

    /** The sheets with cells, in the order of their tabs. */
    List<SheetPart> sheets() throws XMLStreamException, IOException {
        Map<String, Relation> relations = relations(parts, workbook);
        List<SheetPart> sheets = new ArrayList<>();
        XmlPart xml = part(workbook);
        while (xml.next()) {
            if (xml.starts("workbook") && xml.namespace().startsWith("http://purl.oclc.org/")) {
                throw new IOException("it is saved as Strict Open XML Spreadsheet");
            }
            if (xml.starts("sheet")) {
                String name = xml.attribute("name").orElse("");
                Relation relation = relations.get(relationId(xml));
                if (relation != null && relation.type().endsWith("/worksheet")) {
                    sheets.add(new SheetPart(name, relation.target()));
                }
            }
        }
        return sheets;
    }

    List<SheetRow> rows(SheetPart sheet) throws XMLStreamException {
        Optional<String> strings = related("/sharedStrings");
        Optional<String> styles = related("/styles");
        return new SheetReader(
                        part(sheet.part()),
                        strings.isPresent() ? SharedStrings.read(part(strings.get())) : List.of(),
                        styles.isPresent() ? CellFormats.read(part(styles.get())) : CellFormats.none(),
                        epoch())
                .rows();
    }

    private DateEpoch epoch() throws XMLStreamException {
        XmlPart xml = part(workbook);
        while (xml.next()) {
            if (xml.starts("workbookPr")) {
                return xml.flag("date1904") ? DateEpoch.FROM_1904 : DateEpoch.FROM_1900;
            }
        }
        return DateEpoch.FROM_1900;
    }

    private Optional<String> related(String type) throws XMLStreamException {
        return relations(parts, workbook).values().stream()
                .filter(relation -> relation.type().endsWith(type))
                .map(Relation::target)
                .filter(parts::containsKey)
                .findFirst();
    }

    private XmlPart part(String name) throws XMLStreamException {
        byte[] xml = parts.get(name);
        if (xml == null) {
            throw new XMLStreamException("the part " + name + " is missing");
        }
        return new XmlPart(xml);
    }

    /** A sheet's {@code r:id}; it has a {@code sheetId} of its own too, but no other attribute named {@code id}. */
    private static String relationId(XmlPart sheet) {
        return sheet.attribute("id").orElse("");
    }

    private static Map<String, Relation> relations(Map<String, byte[]> parts, String of) throws XMLStreamException {
        int slash = of.lastIndexOf('/') + 1;
        byte[] xml = parts.get(of.substring(0, slash) + "_rels/" + of.substring(slash) + ".rels");
        Map<String, Relation> relations = new HashMap<>();
        if (xml == null) {
            return relations;
        }
        XmlPart part = new XmlPart(xml);
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
        return relations;
    }

    private static String resolved(String from, String target) {
        return URI.create("/" + from)
                .resolve(target.replace(" ", "%20"))
                .getPath()
                .substring(1);
    }
}
