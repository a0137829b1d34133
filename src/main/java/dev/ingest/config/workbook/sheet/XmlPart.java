package dev.ingest.config.workbook.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One XML part of the package, read forwards; names are compared without their namespace. */
final class XmlPart implements Closeable {
    private static final XMLInputFactory FACTORY = factory();

    private final InputStream part;
    private final XMLStreamReader reader;

    /** Reads {@code part}, which it closes. */
    XmlPart(InputStream part) throws XMLStreamException {
        this.part = part;
        this.reader = FACTORY.createXMLStreamReader(part);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Moves on; false at the end. */
    boolean next() throws XMLStreamException {
        if (!reader.hasNext()) {
            return false;
        }
        reader.next();
        return true;
    }

    boolean starts(String name) {
        return reader.getEventType() == XMLStreamConstants.START_ELEMENT
                && reader.getLocalName().equals(name);
    }

    boolean ends(String name) {
        return reader.getEventType() == XMLStreamConstants.END_ELEMENT
                && reader.getLocalName().equals(name);
    }

    /** The current element's namespace. */
    String namespace() {
        return Optional.ofNullable(reader.getNamespaceURI()).orElse("");
    }

    /** The text up to the end of the current element, which holds no other. */
    String text() throws XMLStreamException {
        return reader.getElementText();
    }

    /** The current element's attribute, whatever its namespace. */
    Optional<String> attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return Optional.of(reader.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    int number(String name, int otherwise) {
        return attribute(name).map(Integer::parseInt).orElse(otherwise);
    }

    @Override
    public void close() throws IOException {
        part.close();
    }

    /** Whether the attribute is a true {@code xsd:boolean}. */
    boolean flag(String name) {
        return attribute(name)
                .filter(value -> value.equals("1") || value.equals("true"))
                .isPresent();
    }
}
