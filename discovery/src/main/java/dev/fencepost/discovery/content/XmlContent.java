package dev.fencepost.discovery.content;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML: a field is the path of elements, an attribute behind an {@code @}. Neither document types
 * nor external entities are read.
 */
final class XmlContent {

  private static final int LONGEST_PATH = 256;

  /** A longer document is read as plain text: one text in it could be all of it. */
  private static final int LONGEST = 16 << 20;

  private static final int DEEPEST = 1000;
  private static final XMLInputFactory XML = factory();

  private final ContentSink sink;
  private final FieldNames names;
  private final Deque<String> path = new ArrayDeque<>();

  XmlContent(ContentSink sink) {
    this.sink = sink;
    this.names = new FieldNames(sink);
    path.push("");
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    return factory;
  }

  void read(Reader text) throws IOException, MalformedContentException {
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new LimitedReader(text, LONGEST));
      while (reader.hasNext()) {
        take(reader.next(), reader);
      }
    } catch (XMLStreamException failure) {
      if (failure.getNestedException() instanceof IOException unreadable
          && !(unreadable instanceof LimitedReader.TooLongException)) {
        throw unreadable;
      }
      throw new MalformedContentException("XML");
    } catch (RuntimeException notXml) {
      throw new MalformedContentException("XML");
    }
  }

  private void take(int event, XMLStreamReader reader) throws MalformedContentException {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        path.push(below(path.element(), reader.getLocalName()));
        if (path.size() > DEEPEST) {
          throw new MalformedContentException("XML");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          String name = names.shown(path.element(), reader.getAttributeLocalName(i));
          String field = path.element() + "@" + name;
          sink.value(field, reader.getAttributeValue(i));
        }
      }
      case XMLStreamConstants.END_ELEMENT -> path.pop();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
          sink.value(path.element(), reader.getText());
      case XMLStreamConstants.COMMENT -> sink.value("", reader.getText());
      default -> {
        // Everything else is markup.
      }
    }
  }

  private String below(String parent, String name) {
    if (parent.length() > LONGEST_PATH) {
      return parent;
    }
    String shown = names.shown(parent, name);
    return parent.isEmpty() ? shown : parent + "/" + shown;
  }
}
