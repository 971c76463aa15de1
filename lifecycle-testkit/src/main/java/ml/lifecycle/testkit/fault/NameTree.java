package ml.lifecycle.testkit.fault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names on a disk: what everybody sees, and what is on the disk. Guarded by the disk. */
final class NameTree {

    /** A change of the names in a directory that is not forced; no file stands for a name taken away. */
    private record Change(String path, Optional<Inode> file) {}

    private final Map<String, Inode> files = new TreeMap<>();
    private final Set<String> directories = new TreeSet<>(Set.of(""));
    private final Map<String, Inode> durableFiles = new TreeMap<>();
    private final Set<String> durableDirectories = new TreeSet<>(Set.of(""));
    private final Map<String, List<Change>> changes = new TreeMap<>();
    private final Map<String, Set<String>> newDirectories = new TreeMap<>();

    static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    Map<String, Inode> files() {
        return files;
    }

    boolean isDirectory(String path) {
        return directories.contains(path);
    }

    Inode existing(String path) throws IOException {
        Inode file = files.get(path);
        if (file == null) {
            throw new NoSuchFileException(path);
        }
        return file;
    }

    /** The file of that name if it is surely found after a power cut. */
    @Nullable Inode durable(String path) {
        return reachable(parent(path)) ? durableFiles.get(path) : null;
    }

    List<String> list(String directory) {
        TreeSet<String> names = new TreeSet<>();
        files.keySet().stream().filter(path -> parent(path).equals(directory)).forEach(path -> names.add(last(path)));
        directories.stream()
                .filter(path -> !path.isEmpty() && parent(path).equals(directory))
                .forEach(path -> names.add(last(path) + '/'));
        return List.copyOf(names);
    }

    void requireFree(String path) throws IOException {
        if (files.containsKey(path)) {
            throw new FileAlreadyExistsException(path);
        }
    }

    void put(String path, Inode file) throws IOException {
        if (!directories.contains(parent(path))) {
            throw new NoSuchFileException(parent(path));
        }
        files.put(path, file);
        changes.computeIfAbsent(parent(path), key -> new ArrayList<>()).add(new Change(path, Optional.of(file)));
    }

    void remove(String path) {
        if (files.remove(path) != null) {
            changes.computeIfAbsent(parent(path), key -> new ArrayList<>()).add(new Change(path, Optional.empty()));
        }
    }

    void createDirectory(String directory) {
        for (String above = directory; directories.add(above); above = parent(above)) {
            newDirectories.computeIfAbsent(parent(above), key -> new TreeSet<>()).add(above);
        }
    }

    void force(String directory) {
        for (Change change : changes.getOrDefault(directory, List.of())) {
            apply(change, durableFiles);
        }
        changes.remove(directory);
        Set<String> created = newDirectories.remove(directory);
        if (created != null) {
            durableDirectories.addAll(created);
        }
    }

    private static void apply(Change change, Map<String, Inode> names) {
        change.file.ifPresentOrElse(file -> names.put(change.path, file), () -> names.remove(change.path));
    }

    private boolean reachable(String directory) {
        for (String above = directory; !above.isEmpty(); above = parent(above)) {
            if (!durableDirectories.contains(above)) {
                return false;
            }
        }
        return true;
    }

    /** The names after a power cut: those that were forced, and in each directory the first few of the later changes. */
    NameTree survivor(Random random, boolean anyOrder) {
        NameTree tree = new NameTree();
        tree.durableDirectories.addAll(durableDirectories);
        newDirectories.forEach((parent, names) -> names.forEach(name -> {
            if (random.nextBoolean()) {
                tree.durableDirectories.add(name);
            }
        }));
        tree.durableDirectories.removeIf(directory -> !tree.reachable(directory));
        tree.directories.addAll(tree.durableDirectories);
        Map<Inode, Inode> copies = new HashMap<>();
        keptNames(random).forEach((path, file) -> {
            if (tree.directories.contains(parent(path))) {
                tree.files.put(path, copies.computeIfAbsent(file, original -> original.survivor(random, anyOrder)));
            }
        });
        tree.durableFiles.putAll(tree.files);
        return tree;
    }

    NameTree copy() {
        NameTree tree = new NameTree();
        tree.directories.addAll(directories);
        tree.durableDirectories.addAll(directories);
        Map<Inode, Inode> copies = new HashMap<>();
        files.forEach((path, file) -> tree.files.put(path, copies.computeIfAbsent(file, Inode::copy)));
        tree.durableFiles.putAll(tree.files);
        return tree;
    }

    private Map<String, Inode> keptNames(Random random) {
        Map<String, Inode> kept = new TreeMap<>(durableFiles);
        changes.forEach((directory, pending) ->
                pending.subList(0, random.nextInt(pending.size() + 1)).forEach(change -> apply(change, kept)));
        return kept;
    }
}
