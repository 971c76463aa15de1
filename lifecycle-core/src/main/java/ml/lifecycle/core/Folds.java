package ml.lifecycle.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Table;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;

/**
 * A table in several splits, for cross-validation: each fold is the part to measure on once, while a model learns from the
 * others. Immutable. The same table, number and seed give the same folds on every machine and JDK.
 */
public final class Folds implements Printable {

    private final List<Split> splits;
    private final Map<String, String> how;

    private Folds(List<Split> splits, Map<String, String> how) {
        this.splits = List.copyOf(splits);
        this.how = how;
    }

    /** Says for each row in which fold it is. */
    @FunctionalInterface
    private interface Dealing {
        int[] deal(Random random);
    }

    /**
     * Folds in which each class has the same share, as nearly as whole rows allow.
     *
     * @param table the table
     * @param target the column of classes
     * @param folds how many, 2 or more
     * @param seed decides which rows
     * @return the folds
     * @throws RefusedException if a class has fewer rows than there are folds, or a row has no class
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static Folds stratified(Table table, String target, int folds, long seed) {
        return repeated(table, target, folds, 1, seed);
    }

    /**
     * Folds as of {@link #stratified}, made several times: the mean of all depends less on how the rows happened to fall.
     *
     * @param table the table
     * @param target the column of classes
     * @param folds how many each time, 2 or more
     * @param repeats how many times, 1 or more
     * @param seed decides which rows
     * @return the folds, {@code folds * repeats} of them
     * @throws RefusedException if a class has fewer rows than there are folds, or a row has no class
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static Folds repeated(Table table, String target, int folds, int repeats, long seed) {
        List<int[]> strata = Strata.of(table.column(target));
        for (int[] stratum : strata) {
            requireEnough(stratum.length, folds, "Class '"
                    + Names.printable(String.valueOf(table.column(target).text(stratum[0]))) + "' has ", "row");
        }
        requireEnough(table.rows(), folds, "The table has ", "row");
        return make(table, target, "stratified folds", folds, repeats, seed,
                random -> Strata.deal(strata, folds, table.rows(), random));
    }

    /**
     * Folds of what a split has left to learn from, each class with the same share: candidates are compared on these, and
     * the part to measure on has not been looked at when the best is trained. They bear the name of the split's data, and
     * record how it was made.
     *
     * @param split the split
     * @param folds how many, 2 or more
     * @param seed decides which rows
     * @return the folds
     * @throws RefusedException if a class has fewer rows than there are folds, or a row has no class
     */
    public static Folds stratified(Split split, int folds, long seed) {
        return stratified(split.train(), split.target(), folds, seed).within(split);
    }

    /**
     * Folds by chance of what a split has left to learn from; see {@link #stratified(Split, int, long)}.
     *
     * @param split the split
     * @param folds how many, 2 or more
     * @param seed decides which rows
     * @return the folds
     * @throws RefusedException if there are fewer rows than folds
     */
    public static Folds random(Split split, int folds, long seed) {
        return random(split.train(), split.target(), folds, seed).within(split);
    }

    private Folds within(Split outer) {
        Map<String, String> outerHow = new LinkedHashMap<>();
        outer.params().forEach((param, value) -> {
            if (!param.startsWith(Split.GROUP_PARAM)) {
                outerHow.put(Split.OUTER_PARAM + param.substring("split.".length()), value);
            }
        });
        return with(outerHow).named(outer.data()).groups(outer.groups().toArray(String[]::new));
    }

    /** The same folds, of which more is known how they were made. */
    private Folds with(Map<String, String> more) {
        List<Split> extended = new ArrayList<>();
        for (Split split : splits) {
            Map<String, String> params = new LinkedHashMap<>(split.params());
            params.putAll(more);
            extended.add(new Split(split.data(), split.train(), split.test(), split.target(), split.groups(), params));
        }
        Map<String, String> all = new LinkedHashMap<>(how);
        all.putAll(more);
        return new Folds(extended, all);
    }

    /**
     * Folds by chance alone, as a number to be predicted asks for.
     *
     * @param table the table
     * @param target the column to be predicted
     * @param folds how many, 2 or more
     * @param seed decides which rows
     * @return the folds
     * @throws RefusedException if there are fewer rows than folds
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static Folds random(Table table, String target, int folds, long seed) {
        requireEnough(table.rows(), folds, "The table has ", " rows");
        List<int[]> one = List.of(IntStream.range(0, table.rows()).toArray());
        return make(table, target, "random folds", folds, 1, seed,
                random -> Strata.deal(one, folds, table.rows(), random));
    }

    /**
     * Folds such that no group has rows in two of them. The column of groups is one of {@link Split#groups}.
     *
     * @param table the table
     * @param target the column to be predicted
     * @param group the column that says to which group a row belongs
     * @param folds how many, 2 or more
     * @param seed decides between groups of the same size
     * @return the folds
     * @throws RefusedException if there are fewer groups than folds, or a row has no group
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static Folds grouped(Table table, String target, String group, int folds, long seed) {
        List<int[]> groups = Strata.of(table.column(group));
        requireEnough(groups.size(), folds, "Column '" + Names.printable(group) + "' has ", "group");
        Folds made = make(table, target, "grouped folds", folds, 1, seed,
                random -> Strata.dealWhole(groups, folds, table.rows(), random));
        return made.with(Map.of("split.by", group)).groups(group);
    }

    /**
     * Folds by time: the rows are cut into one block more than there are folds, and each block but the first is
     * measured on once, while a model learns from all blocks before it. The column of time is one of
     * {@link Split#groups}.
     *
     * @param table the table, in any order
     * @param target the column to be predicted
     * @param time a column of timestamps or numbers
     * @param folds how many, 2 or more
     * @return the folds, the earliest first
     * @throws RefusedException if there are fewer moments than blocks, or a row has none
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static Folds byTime(Table table, String target, String time, int folds) {
        requireEnough(table.rows(), folds, "The table has ", "row");
        double[] shares = IntStream.rangeClosed(1, folds).mapToDouble(cut -> cut / (folds + 1.0)).toArray();
        int[] blocks = Strata.blocks(table.column(time), shares);
        Map<String, String> how = how("folds by time", target, folds);
        how.put("split.by", time);
        List<Split> splits = new ArrayList<>();
        for (int fold = 1; fold <= folds; fold++) {
            int last = fold;
            splits.add(new Split("data", rows(table, row -> blocks[row] < last), rows(table, row -> blocks[row] == last),
                    target, List.of(), how(how, 1, fold)));
        }
        return new Folds(splits, how).groups(time);
    }

    private static void requireEnough(int count, int folds, String subject, String unit) {
        if (folds < 2) {
            throw new RefusedException(folds + " folds are not allowed; expected 2 or more, for example 5.");
        }
        if (count < folds) {
            throw new RefusedException(subject + Count.of(count, unit) + ", fewer than the " + folds
                    + " folds that each need one; take fewer folds.");
        }
    }

    private static Folds make(
            Table table, String target, String method, int folds, int repeats, long seed, Dealing dealing) {
        table.column(target);
        if (repeats < 1) {
            throw new RefusedException(repeats + " repeats are not allowed; expected 1 or more.");
        }
        Map<String, String> how = how(method, target, folds);
        how.put("split.repeats", Integer.toString(repeats));
        how.put("split.seed", Long.toString(seed));
        // Of java.util.Random the sequence is specified, of other generators it may change with the JDK.
        Random random = new Random(seed);
        List<Split> splits = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            int[] dealt = dealing.deal(random);
            for (int fold = 1; fold <= folds; fold++) {
                int number = fold - 1;
                splits.add(new Split("data", rows(table, row -> dealt[row] != number),
                        rows(table, row -> dealt[row] == number), target, List.of(), how(how, repeat, fold)));
            }
        }
        return new Folds(splits, how);
    }

    private static Table rows(Table table, IntPredicate wanted) {
        return table.select(IntStream.range(0, table.rows()).filter(wanted).toArray());
    }

    private static Map<String, String> how(String method, String target, int folds) {
        Map<String, String> how = new LinkedHashMap<>();
        how.put("split.method", method);
        how.put("split.target", target);
        how.put("split.folds", Integer.toString(folds));
        return how;
    }

    private static Map<String, String> how(Map<String, String> all, int repeat, int fold) {
        Map<String, String> how = new LinkedHashMap<>(all);
        how.put("split.repeat", Integer.toString(repeat));
        how.put("split.fold", Integer.toString(fold));
        return how;
    }

    /**
     * The same folds of data that people call otherwise.
     *
     * @param data the name, for example {@code iris v1}
     * @return the named folds
     */
    public Folds named(String data) {
        return new Folds(splits.stream().map(split -> split.named(data)).toList(), how);
    }

    /**
     * The same folds, of which some columns only say to which group a row belongs; see {@link Split#groups}.
     *
     * @param columns their names
     * @return the folds with groups
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public Folds groups(String... columns) {
        return new Folds(splits.stream().map(split -> split.groups(columns)).toList(), how);
    }

    /**
     * The splits.
     *
     * @return one for each fold, repeat after repeat
     */
    public List<Split> splits() {
        return splits;
    }

    /**
     * How the folds were made.
     *
     * @return method, number and seed, as params of a run
     */
    public Map<String, String> params() {
        return Collections.unmodifiableMap(how);
    }

    @Override
    public String toString() {
        return splits.size() + " splits by " + Names.printable(splits.get(0).target()) + ": " + how.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Names.printable(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
