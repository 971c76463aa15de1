package ml.lifecycle.core;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.lifecycle.ConflictException;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunRecord;

/** Makes a split again from what a run recorded of it. */
final class RecordedSplit {

    /** The name of a part of a snapshot: {@code iris v1, 80 % train}. */
    private static final Pattern PART = Pattern.compile("(.+) v([1-9][0-9]{0,8}), [0-9]+ % train", Pattern.DOTALL);

    private final RunRecord run;

    private RecordedSplit(RunRecord run) {
        this.run = run;
    }

    static Split of(Lifecycle lifecycle, RunRecord run) {
        return new RecordedSplit(run).make(lifecycle);
    }

    private Split make(Lifecycle lifecycle) {
        DataUse train = use(DataRole.TRAIN);
        if ("given".equals(run.params().get("split.method"))) {
            throw refused("its parts were made elsewhere (Split.of), and nothing says which rows are in which");
        }
        Snapshot snapshot = snapshot(lifecycle, train);
        Split split = split(whole(snapshot.table()), "split.");
        Map<String, String> groups = new TreeMap<>(run.params());
        groups.keySet().removeIf(name -> !name.startsWith(Split.GROUP_PARAM));
        split = split.named(snapshot.toString()).groups(groups.values().toArray(String[]::new));
        require(train, split.trainUse());
        require(use(DataRole.TEST), split.testUse());
        return split;
    }

    /** The snapshot that the data is named after, or else any that has the table which was split. */
    private Snapshot snapshot(Lifecycle lifecycle, DataUse train) {
        Matcher part = PART.matcher(train.name());
        if (part.matches()) {
            int number = Integer.parseInt(part.group(2));
            Optional<Snapshot> named = lifecycle.data(part.group(1)).snapshots().stream()
                    .filter(snapshot -> snapshot.number() == number).findFirst();
            if (named.isPresent()) {
                return named.get();
            }
        }
        String table = train.source().isEmpty() ? train.digest() : train.source();
        return lifecycle.dataSets().stream().flatMap(set -> set.snapshots().stream())
                .filter(snapshot -> snapshot.tableDigest().equals(table)).findFirst()
                .orElseThrow(() -> refused("its training data is called '" + Names.printable(train.name()) + "', which"
                        + " names no snapshot, and no snapshot has the table that was split (digest " + table + "). Add"
                        + " that table by lifecycle.data(name).add(table), or the file it was read from, and reproduce the"
                        + " run again"));
    }

    /** What the rows were split of: the whole snapshot, or what another split had left to learn from. */
    private Table whole(Table table) {
        return run.params().containsKey(Split.OUTER_PARAM + "method") ? split(table, Split.OUTER_PARAM).train() : table;
    }

    /** The split whose params have names that begin so. */
    private Split split(Table table, String from) {
        String target = param(from + "target");
        String method = param(from + "method");
        return switch (method) {
            case "stratified" -> Split.stratified(table, target, share(from), seed(from));
            case "random" -> Split.random(table, target, share(from), seed(from));
            case "grouped" -> Split.grouped(table, target, param(from + "by"), share(from), seed(from));
            case "by time" -> Split.byTime(table, target, param(from + "by"), share(from));
            case "stratified folds" -> fold(from, Folds.repeated(table, target, folds(from), repeats(from), seed(from)));
            case "random folds" -> fold(from, Folds.random(table, target, folds(from), seed(from)));
            case "grouped folds" ->
                    fold(from, Folds.grouped(table, target, param(from + "by"), folds(from), seed(from)));
            case "folds by time" -> fold(from, Folds.byTime(table, target, param(from + "by"), folds(from)));
            default -> throw refused("its data was split by the method '" + Names.printable(method)
                    + "', which is not known here");
        };
    }

    private Split fold(String from, Folds folds) {
        int index = (number(Integer::valueOf, from + "repeat") - 1) * folds(from)
                + number(Integer::valueOf, from + "fold") - 1;
        if (index < 0 || index >= folds.splits().size()) {
            throw refused("it has no fold of that number");
        }
        return folds.splits().get(index);
    }

    private int folds(String from) {
        return number(Integer::valueOf, from + "folds");
    }

    private int repeats(String from) {
        return number(Integer::valueOf, from + "repeats");
    }

    private double share(String from) {
        return number(Double::valueOf, from + "share");
    }

    private long seed(String from) {
        return number(Long::valueOf, from + "seed");
    }

    private <N> N number(Function<String, N> read, String name) {
        try {
            return read.apply(param(name));
        } catch (NumberFormatException failure) {
            throw refused("its param " + name + " is no number");
        }
    }

    private DataUse use(DataRole role) {
        return run.data().stream().filter(use -> use.role() == role).findFirst()
                .orElseThrow(() -> refused("it recorded no data of the role " + role));
    }

    private String param(String name) {
        String value = run.params().get(name);
        if (value == null) {
            throw refused("it has no param " + name);
        }
        return value;
    }

    private void require(DataUse recorded, DataUse made) {
        if (!recorded.digest().equals(made.digest())) {
            throw new ConflictException("The data of run '" + Names.printable(run.name()) + "' (" + run.id()
                    + ") cannot be made again: " + Names.printable(recorded.name()) + " had the digest "
                    + recorded.digest() + ", and now has " + made.digest() + ". If columns were left out or rows chosen before"
                    + " the table was split, add that table by lifecycle.data(name).add(table), split it, and train on that.");
        }
    }

    private RefusedException refused(String reason) {
        return new RefusedException("The data of run '" + Names.printable(run.name()) + "' (" + run.id()
                + ") cannot be made again: " + reason + ". Runs that split a snapshot with Split can be;"
                + " a table that was made of one becomes a snapshot by data(name).add(table).");
    }
}
