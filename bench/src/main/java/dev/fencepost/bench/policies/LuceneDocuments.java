package dev.fencepost.bench.policies;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.condition.TextTerm;
import java.util.EnumSet;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;

/** Findings as documents: a text is one term, a number a point, a label a field of its own. */
final class LuceneDocuments {

  static final String COUNT = FindingField.MATCH_COUNT.key();
  static final String CONFIDENCE = FindingField.CONFIDENCE.key();

  /** What seeded policies ask for; an index of more would only take longer. */
  private static final Set<FindingField> INDEXED =
      EnumSet.range(FindingField.ID, FindingField.LABELS);

  private LuceneDocuments() {}

  static Document of(Finding finding) {
    Document document = new Document();
    for (FindingField field : INDEXED) {
      switch (field.kind()) {
        case TEXT ->
            document.add(
                new StringField(name(new TextTerm.Field(field)), field.textOf(finding), Store.NO));
        case INTEGER -> document.add(new LongPoint(field.key(), (Long) field.of(finding)));
        case DOUBLE -> document.add(new DoublePoint(CONFIDENCE, finding.confidence()));
        case LABELS ->
            field
                .labelsOf(finding)
                .forEach(
                    (key, value) ->
                        document.add(
                            new StringField(
                                name(new TextTerm.Label(field, key)), value, Store.NO)));
        case TIME -> throw new IllegalArgumentException("no document has the field " + field);
      }
    }
    return document;
  }

  static String name(TextTerm term) {
    if (term instanceof TextTerm.Label label) {
      return label.labels().key() + "." + label.key();
    }
    return ((TextTerm.Field) term).field().key();
  }
}
