package dev.fencepost.discovery.content;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * HTML without its markup: text, scripts, comments, and the targets of links. Inline elements do
 * not break words, so a number with a bold part stays one.
 */
final class HtmlContent {

  /** Longer pages are read as plain text: the parsed tree takes many times their size. */
  private static final int LONGEST = 2 << 20;

  private final ContentSink sink;

  HtmlContent(ContentSink sink) {
    this.sink = sink;
  }

  void read(Reader text) throws IOException, MalformedContentException {
    StringWriter page = new StringWriter();
    try {
      new LimitedReader(text, LONGEST).transferTo(page);
    } catch (LimitedReader.TooLongException tooLong) {
      throw new MalformedContentException("HTML of a size that can be parsed");
    }
    StringBuilder plain = new StringBuilder();
    Jsoup.parse(page.toString()).traverse((node, depth) -> append(node, plain));
    sink.text(new StringReader(plain.toString()));
  }

  private static void append(Node node, StringBuilder plain) {
    if (node instanceof TextNode text) {
      plain.append(text.getWholeText().replace('\u00a0', ' '));
    } else if (node instanceof DataNode data) {
      plain.append('\n').append(data.getWholeData()).append('\n');
    } else if (node instanceof Comment comment) {
      plain.append('\n').append(comment.getData()).append('\n');
    } else if (node instanceof Element element) {
      if (isCell(element)) {
        plain.append('\t');
      } else if (element.isBlock() || element.normalName().equals("br")) {
        plain.append('\n');
      }
      String target = element.attr("href");
      if (target.contains("://") || target.startsWith("mailto:") || target.startsWith("tel:")) {
        plain.append(' ').append(target).append(' ');
      }
    }
  }

  private static boolean isCell(Element element) {
    return element.normalName().equals("td") || element.normalName().equals("th");
  }
}
