package dev.fencepost.discovery.connector.file;

import dev.fencepost.discovery.connector.KeyOrder;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listed.StoredObject;
import dev.fencepost.discovery.connector.Listed.Unreadable;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.ObjectFacts;
import dev.fencepost.discovery.connector.SourceAwayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree in key order. The order inside a folder is that of the names with a {@code /} behind
 * those of folders, because {@code a-b}, {@code a.txt} and {@code a/x} sort that way. Only the
 * folders on the way down are in memory, each with the names in it.
 */
final class FileListing implements Listing {

  static final int LONGEST_KEY_BYTES = 2000;
  private static final int SHOWN_CHARACTERS = 200;

  private final Path root;
  private final KeyRange range;
  private final Deque<Iterator<Entry>> folders = new ArrayDeque<>();

  /** A name in a folder; a folder's key ends with a slash. */
  private record Entry(String key, Path path, ObjectFacts facts, @Nullable String unreadable) {

    boolean isFolder() {
      return key.endsWith("/");
    }
  }

  FileListing(Path root, KeyRange range) throws IOException {
    this.root = root;
    this.range = range;
    folders.push(entries(root, "").iterator());
  }

  @Override
  public Optional<Listed> next() throws IOException {
    while (!folders.isEmpty()) {
      if (!folders.element().hasNext()) {
        folders.pop();
        continue;
      }
      Entry entry = folders.element().next();
      if (entry.unreadable() != null) {
        return Optional.of(new Unreadable(shortened(entry.key()), entry.unreadable()));
      }
      if (!entry.isFolder()) {
        return Optional.of(new StoredObject(entry.key(), entry.facts()));
      }
      Optional<Listed> refused = enter(entry);
      if (refused.isPresent()) {
        return refused;
      }
    }
    return Optional.empty();
  }

  /** Goes down into a folder, or says why not; one that has vanished is empty. */
  private Optional<Listed> enter(Entry folder) throws IOException {
    try {
      folders.push(entries(folder.path(), folder.key()).iterator());
      return Optional.empty();
    } catch (NoSuchFileException | NotDirectoryException vanished) {
      if (Files.notExists(root)) {
        throw new SourceAwayException("the folder of the data source is gone", vanished);
      }
      return Optional.empty();
    } catch (IOException notReadable) {
      return Optional.of(new Unreadable(folder.key(), reason(notReadable)));
    }
  }

  /** The folder's entries that are in the range or may hold something that is, in key order. */
  private List<Entry> entries(Path folder, String prefix) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        Entry entry = entry(path, prefix);
        if (entry != null) {
          entries.add(entry);
        }
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    entries.sort(Comparator.comparing(Entry::key, KeyOrder.COMPARATOR));
    return entries;
  }

  private @Nullable Entry entry(Path path, String prefix) {
    Optional<String> name = FileNames.nameOf(path);
    String key = prefix + name.orElseGet(() -> FileNames.shown(path));
    boolean mayBeFile = range.contains(key);
    boolean mayBeFolder = range.mayContainPrefix(key + "/");
    if (!mayBeFile && !mayBeFolder) {
      return null;
    }
    if (name.isEmpty()) {
      return new Entry(key, path, ObjectFacts.NONE, "The name is not valid UTF-8.");
    }
    BasicFileAttributes attributes;
    try {
      attributes = FileFacts.attributes(path);
    } catch (NoSuchFileException vanished) {
      return null;
    } catch (IOException notReadable) {
      return new Entry(key, path, ObjectFacts.NONE, reason(notReadable));
    }
    boolean folder = attributes.isDirectory();
    if (folder ? !mayBeFolder : !(attributes.isRegularFile() && mayBeFile)) {
      return null;
    }
    String tooLong = isTooLong(key) ? "The path is longer than 2000 bytes." : null;
    return folder
        ? new Entry(key + "/", path, ObjectFacts.NONE, tooLong)
        : new Entry(key, path, FileFacts.of(key, attributes), tooLong);
  }

  private static boolean isTooLong(String key) {
    return key.length() > LONGEST_KEY_BYTES / 3
        && key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES;
  }

  private static String shortened(String key) {
    if (key.length() <= SHOWN_CHARACTERS) {
      return key;
    }
    int end = SHOWN_CHARACTERS;
    if (Character.isHighSurrogate(key.charAt(end - 1))) {
      end--;
    }
    return key.substring(0, end) + "…";
  }

  static String reason(IOException failure) {
    return failure instanceof AccessDeniedException
        ? "Permission denied."
        : "It cannot be read (" + failure.getClass().getSimpleName() + ").";
  }

  @Override
  public void close() {
    folders.clear();
  }
}
