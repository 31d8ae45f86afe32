package dev.fencepost.discovery.content;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * HTML without its markup: text, scripts, comments, and the targets of links. Inline elements do
 * not break words, so a number with a bold part stays one.
 *
 * <p>The parser's XML mode is used on purpose: it takes linear time, while the rules by which HTML
 * repairs misplaced elements take quadratic time on hostile pages.
 */
final class HtmlContent {

  /** Longer pages are read as plain text: the parsed tree takes many times their size. */
  private static final int LONGEST = 2 << 20;

  private static final int DEEPEST = 256;

  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "b", "bdi", "bdo", "code", "em", "font", "i", "kbd", "mark", "q", "s",
          "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr");

  private static final Set<String> CELLS = Set.of("td", "th");

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
    Parser parser = Parser.xmlParser().setMaxDepth(DEEPEST);
    Jsoup.parse(page.toString(), parser).traverse((node, depth) -> append(node, plain));
    sink.text(new StringReader(plain.toString()));
  }

  private static void append(Node node, StringBuilder plain) {
    if (node instanceof TextNode text) {
      if (!isStyle(text.parent())) {
        plain.append(text.getWholeText().replace('\u00a0', ' '));
      }
    } else if (node instanceof Comment comment) {
      plain.append('\n').append(comment.getData()).append('\n');
    } else if (node instanceof Element element) {
      String name = element.normalName();
      if (!INLINE.contains(name)) {
        plain.append(CELLS.contains(name) ? '\t' : '\n');
      }
      String target = element.attr("href");
      if (target.contains("://") || target.startsWith("mailto:") || target.startsWith("tel:")) {
        plain.append(' ').append(target).append(' ');
      }
    }
  }

  private static boolean isStyle(@Nullable Node parent) {
    return parent instanceof Element element && element.normalName().equals("style");
  }
}
