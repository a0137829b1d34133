package dev.ingest.config.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.SAXException;

/** Packages written by hand, for what no library writes, and packages taken apart. */
public final class XlsxFixture {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

    private XlsxFixture() {}

    /** A workbook with one sheet {@code jobs} whose {@code sheetData} holds {@code rows}. */
    public static byte[] withRows(String rows) throws IOException {
        return zipped(parts("", rows));
    }

    /** As {@link #withRows}, with {@code properties} for the element {@code workbookPr}. */
    public static byte[] withRows(String properties, String rows) throws IOException {
        return zipped(parts(properties, rows));
    }

    /** The parts of such a workbook, to be changed before they are zipped. */
    public static Map<String, byte[]> parts(String properties, String rows) {
        Map<String, byte[]> parts = new TreeMap<>();
        put(parts, "_rels/.rels", relations("officeDocument", "/xl/workbook.xml", "rId1"));
        put(
                parts,
                "xl/workbook.xml",
                "<workbook xmlns='" + MAIN + "' xmlns:r='" + RELATIONS + "'><workbookPr " + properties
                        + "/><sheets><sheet name='jobs' sheetId='1' r:id='rId7'/></sheets></workbook>");
        put(
                parts,
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns='" + PACKAGE + "'>" + relation("worksheet", "worksheets/sheet1.xml", "rId7")
                        + relation("styles", "styles.xml", "rId8")
                        + relation("sharedStrings", "sharedStrings.xml", "rId9") + "</Relationships>");
        put(
                parts,
                "xl/styles.xml",
                "<styleSheet xmlns='" + MAIN + "'><numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd'/>"
                        + "<numFmt numFmtId='165' formatCode='[$-409]d/m/yy h:mm:ss.000;@'/>"
                        + "<numFmt numFmtId='166' formatCode='&quot;day &quot;0.0'/></numFmts>"
                        + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
                        + "<xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='164'/><xf numFmtId='165'/>"
                        + "<xf numFmtId='166'/></cellXfs></styleSheet>");
        put(
                parts,
                "xl/sharedStrings.xml",
                "<sst xmlns='" + MAIN + "'><si><t>plain</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr>"
                        + "<t xml:space='preserve'>ch </t></r><rPh><t>guide</t></rPh></si>"
                        + "<si><t>two_x000D_</t></si></sst>");
        put(
                parts,
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns='" + MAIN + "'><sheetData>" + rows + "</sheetData></worksheet>");
        return parts;
    }

    public static byte[] zipped(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }

    public static Map<String, byte[]> unzipped(byte[] file) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    /** What a part says, whatever the order of its attributes; cells that {@code left} names are left out. */
    static String meaning(String name, byte[] part, Set<String> left) {
        if (!name.endsWith(".xml") && !name.endsWith(".rels")) {
            return HexFormat.of().formatHex(part);
        }
        try {
            Element root = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(part))
                    .getDocumentElement();
            StringBuilder meaning = new StringBuilder();
            describe(root, left, meaning);
            boolean unordered = name.endsWith(".rels") || name.startsWith("[Content_Types]");
            return unordered
                    ? meaning.toString().replace("</>", "").lines().sorted().collect(Collectors.joining("\n"))
                    : meaning.toString();
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            throw new AssertionError(name, broken);
        }
    }

    private static void describe(Node node, Set<String> left, StringBuilder meaning) {
        if (node instanceof Text text) {
            meaning.append(text.getData().strip());
        } else if (node instanceof Element element && !left.contains(element.getAttribute("r"))) {
            Map<String, String> attributes = new TreeMap<>();
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) element.getAttributes().item(i);
                if (!attribute.getName().startsWith("xmlns")) {
                    attributes.put(attribute.getName(), attribute.getValue());
                }
            }
            meaning.append("\n<")
                    .append(element.getTagName())
                    .append(attributes)
                    .append('>');
            for (int i = 0; i < element.getChildNodes().getLength(); i++) {
                describe(element.getChildNodes().item(i), left, meaning);
            }
            meaning.append("</>");
        }
    }

    public static void put(Map<String, byte[]> parts, String name, String xml) {
        parts.put(name, xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String relations(String type, String target, String id) {
        return "<Relationships xmlns='" + PACKAGE + "'>" + relation(type, target, id) + "</Relationships>";
    }

    private static String relation(String type, String target, String id) {
        return "<Relationship Id='" + id + "' Type='" + RELATIONS + "/" + type + "' Target='" + target + "'/>";
    }
}
