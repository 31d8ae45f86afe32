package dev.fencepost.bench.policies;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.condition.TextTerm;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;

/** Findings as documents: a text is one term, a number a point, a label a field of its own. */
final class LuceneDocuments {

  static final String COUNT = FindingField.MATCH_COUNT.key();
  static final String CONFIDENCE = FindingField.CONFIDENCE.key();

  private LuceneDocuments() {}

  static Document of(Finding finding) {
    Document document = new Document();
    for (FindingField field : FindingField.values()) {
      switch (field.kind()) {
        case TEXT ->
            document.add(
                new StringField(name(new TextTerm.Field(field)), field.textOf(finding), Store.NO));
        case INTEGER -> document.add(new LongPoint(COUNT, finding.matchCount()));
        case DOUBLE -> document.add(new DoublePoint(CONFIDENCE, finding.confidence()));
        case LABELS ->
            finding
                .labels()
                .forEach(
                    (key, value) ->
                        document.add(
                            new StringField(name(new TextTerm.Label(key)), value, Store.NO)));
        // No seeded policy asks for it.
        case TIME -> {}
      }
    }
    return document;
  }

  static String name(TextTerm term) {
    if (term instanceof TextTerm.Label label) {
      return "labels." + label.key();
    }
    return ((TextTerm.Field) term).field().key();
  }
}
