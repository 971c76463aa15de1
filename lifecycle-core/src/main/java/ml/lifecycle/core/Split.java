package ml.lifecycle.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.Printable;
import ml.lifecycle.RefusedException;
import ml.lifecycle.data.Snapshot;
import ml.lifecycle.data.Table;
import ml.lifecycle.data.TableColumn;
import ml.lifecycle.internal.text.Count;
import ml.lifecycle.internal.text.Names;
import ml.lifecycle.run.DataRole;
import ml.lifecycle.run.DataUse;
import ml.lifecycle.run.RunRecord;

/**
 * A table in two parts, to learn from and to measure on, which share no row. Immutable.
 *
 * <p>Each part keeps the order of the table. The same table, share and seed give the same parts on every machine and
 * JDK. So that a run can be reproduced, its table must be a snapshot of the same store, by whatever name and added before
 * the run or after; it is found by its digest.
 */
public final class Split implements Printable {

    /** With a number from 0: the params that name the columns of groups. */
    static final String GROUP_PARAM = "split.group.";

    /** How the names of params begin that say of which split a part was split again. */
    static final String OUTER_PARAM = "split.outer.";

    private final String name;
    private final Table train;
    private final Table test;
    private final String target;
    private final List<String> groups;
    private final Map<String, String> how;

    Split(
            String name, Table train, Table test, String target, List<String> groups, Map<String, String> how) {
        this.name = name;
        this.train = train;
        this.test = test;
        this.target = target;
        this.groups = groups;
        this.how = how;
    }

    /**
     * Splits so that each class has the same share in both parts, as nearly as whole rows allow; each part has at least
     * one row of each class.
     *
     * @param table the table
     * @param target the column of classes
     * @param share the share of rows to learn from, greater than 0 and less than 1
     * @param seed decides which rows
     * @return the split
     * @throws RefusedException if a class has one row only, a row has no class, or the share is not allowed
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static Split stratified(Table table, String target, double share, long seed) {
        TableColumn classes = table.column(target);
        List<int[]> strata = Strata.of(classes);
        if (strata.isEmpty()) {
            requireTwo(0, "The table");
        }
        strata.forEach(stratum -> requireTwo(stratum.length, "Class '" + Names.printable(classes.text(stratum[0])) + "'",
                "row", " If '" + Names.printable(target) + "' holds no classes but numbers or names, split by chance alone"
                        + " with Split.random."));
        return split(table, target, strata, share, seed, "stratified");
    }

    /**
     * Splits a snapshot; see {@link #stratified(Table, String, double, long)}.
     *
     * @param snapshot the snapshot, whose name the parts bear
     * @param target the column of classes
     * @param share the share of rows to learn from, greater than 0 and less than 1
     * @param seed decides which rows
     * @return the split
     */
    public static Split stratified(Snapshot snapshot, String target, double share, long seed) {
        return stratified(snapshot.table(), target, share, seed).named(snapshot.toString());
    }

    /**
     * Splits by chance alone, as a number to be predicted asks for.
     *
     * @param table the table
     * @param target the column to be predicted
     * @param share the share of rows to learn from, greater than 0 and less than 1
     * @param seed decides which rows
     * @return the split
     * @throws RefusedException if there are fewer than two rows, or the share is not allowed
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static Split random(Table table, String target, double share, long seed) {
        table.column(target);
        requireTwo(table.rows(), "The table");
        return split(table, target, List.of(IntStream.range(0, table.rows()).toArray()), share, seed, "random");
    }

    /**
     * Two parts that were made elsewhere.
     *
     * @param train to learn from
     * @param test to measure on
     * @param target the column to be predicted
     * @return the split
     * @throws ml.lifecycle.NotFoundException if a part has no such column
     * @throws RefusedException if the parts have other columns, in another order, or of other types
     */
    public static Split of(Table train, Table test, String target) {
        train.column(target);
        test.column(target);
        SameColumns.require(train, test);
        return new Split("data", train, test, target, List.of(), Map.of("split.method", "given"));
    }

    private static void requireTwo(int rows, String what) {
        requireTwo(rows, what, "row", "");
    }

    private static void requireTwo(int count, String what, String unit, String hint) {
        if (count < 2) {
            throw new RefusedException(what + " has " + (count == 1 ? "one " + unit : "no " + unit + "s")
                    + "; a split needs at least two, one for each part." + hint);
        }
    }

    private static Split split(
            Table table, String target, List<int[]> strata, double share, long seed, String method) {
        requireShare(share);
        // Of java.util.Random the sequence is specified, of other generators it may change with the JDK.
        Random random = new Random(seed);
        boolean[] learns = new boolean[table.rows()];
        int[] counts = Strata.counts(strata, share);
        for (int stratum = 0; stratum < counts.length; stratum++) {
            int[] rows = strata.get(stratum).clone();
            Strata.shuffle(rows, random);
            for (int index = 0; index < counts[stratum]; index++) {
                learns[rows[index]] = true;
            }
        }
        Map<String, String> how = how(method, target, share);
        how.put("split.seed", Long.toString(seed));
        return new Split("data", part(table, learns, true), part(table, learns, false), target, List.of(), how);
    }

    private static Map<String, String> how(String method, String target, double share) {
        Map<String, String> how = new LinkedHashMap<>();
        how.put("split.method", method);
        how.put("split.target", target);
        how.put("split.share", Double.toString(share));
        return how;
    }

    private static void requireShare(double share) {
        if (!(share > 0 && share < 1)) {
            throw new RefusedException("The share " + share + " of rows to learn from is not allowed; expected one"
                    + " between 0 and 1, for example 0.8.");
        }
    }

    /**
     * Splits so that no group has rows in both parts, as rows of one patient or one machine should not: a model may know
     * them again. The groups are drawn by chance until the part to learn from has its share of rows. The column of
     * groups is one of {@link #groups}.
     *
     * @param table the table
     * @param target the column to be predicted
     * @param group the column that says to which group a row belongs
     * @param share the share of rows to learn from, greater than 0 and less than 1; groups are whole, so it is met as
     *        nearly as they allow
     * @param seed decides which groups
     * @return the split
     * @throws RefusedException if there are fewer than two groups, a row has no group, or the share is not allowed
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static Split grouped(Table table, String target, String group, double share, long seed) {
        table.column(target);
        requireShare(share);
        List<int[]> groups = Strata.of(table.column(group));
        requireTwo(groups.size(), "Column '" + Names.printable(group) + "'", "group", "");
        int[] order = IntStream.range(0, groups.size()).toArray();
        Strata.shuffle(order, new Random(seed));
        boolean[] learns = new boolean[table.rows()];
        double wanted = table.rows() * share;
        int given = 0;
        for (int index = 0; index < order.length - 1; index++) {
            int[] rows = groups.get(order[index]);
            // A group is taken if that brings the share nearer; the last one is always left for the test.
            if (given == 0 || Math.abs(given + rows.length - wanted) < Math.abs(given - wanted)) {
                given += rows.length;
                for (int row : rows) {
                    learns[row] = true;
                }
            }
        }
        Map<String, String> how = how("grouped", target, share);
        how.put("split.by", group);
        how.put("split.seed", Long.toString(seed));
        return new Split("data", part(table, learns, true), part(table, learns, false), target, List.of(), how)
                .groups(group);
    }

    /**
     * Splits by time, as a model will be used: it learns from what was before and is measured on what came later. Rows of
     * one moment are never parted. The column of time is one of {@link #groups}.
     *
     * @param table the table, in any order
     * @param target the column to be predicted
     * @param time a column of timestamps or numbers
     * @param share the share of rows to learn from, greater than 0 and less than 1; moments are whole, so it may be more
     * @return the split
     * @throws RefusedException if there are fewer than two moments, a row has none, or the share is not allowed
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public static Split byTime(Table table, String target, String time, double share) {
        table.column(target);
        requireShare(share);
        int[] blocks = Strata.blocks(table.column(time), new double[] {share});
        boolean[] learns = new boolean[table.rows()];
        for (int row = 0; row < learns.length; row++) {
            learns[row] = blocks[row] == 0;
        }
        Map<String, String> how = how("by time", target, share);
        how.put("split.by", time);
        return new Split("data", part(table, learns, true), part(table, learns, false), target, List.of(), how)
                .groups(time);
    }

    /**
     * The split that a run has recorded, made again from the snapshot it was made of: the one that the data is named after,
     * or else any that has the table which was split.
     *
     * @param lifecycle where the run and the snapshot are
     * @param run a run that recorded {@link #params}, {@link #trainUse} and {@link #testUse}
     * @return the same parts
     * @throws RefusedException if the run does not say how its data was split, it was split elsewhere, or no snapshot has
     *         the table; the message says what to add
     * @throws ml.lifecycle.ConflictException if the parts are not the ones that were recorded
     */
    public static Split recorded(Lifecycle lifecycle, RunRecord run) {
        return RecordedSplit.of(lifecycle, run);
    }

    static Table part(Table table, boolean[] learns, boolean wanted) {
        return table.select(IntStream.range(0, learns.length).filter(row -> learns[row] == wanted).toArray());
    }

    /**
     * The same parts of data that people call otherwise; a table that was split bears the name {@code data}, unless it was
     * split as a snapshot.
     *
     * @param data the name, for example {@code iris v1}
     * @return the named split
     */
    public Split named(String data) {
        return new Split(data, train, test, target, groups, how);
    }

    /**
     * The same parts, of which some columns only say to which group a row belongs: models do not learn from them,
     * checks of slices and fairness compare by them.
     *
     * @param columns their names
     * @return the split with groups
     * @throws ml.lifecycle.NotFoundException if there is no such column
     */
    public Split groups(String... columns) {
        for (String column : columns) {
            train.column(column);
            test.column(column);
        }
        List<String> all = Stream.concat(groups.stream(), Stream.of(columns)).distinct().toList();
        Map<String, String> extended = new LinkedHashMap<>(how);
        for (int index = 0; index < all.size(); index++) {
            extended.put(GROUP_PARAM + index, all.get(index));
        }
        return new Split(name, train, test, target, all, extended);
    }

    /**
     * What a model learns from or predicts with: a part without the target and the groups.
     *
     * @param part {@link #train}, {@link #test} or some of their rows
     * @return the other columns
     */
    public Table inputs(Table part) {
        return part.without(target).without(groups.toArray(String[]::new));
    }

    /**
     * The part to learn from.
     *
     * @return the table, the target included
     */
    public Table train() {
        return train;
    }

    /**
     * The part to measure on.
     *
     * @return the table, the target included
     */
    public Table test() {
        return test;
    }

    /**
     * The column to be predicted.
     *
     * @return its name
     */
    public String target() {
        return target;
    }

    /**
     * How the parts were made.
     *
     * @return method, share and seed, as params of a run
     */
    public Map<String, String> params() {
        return how;
    }

    /**
     * That a model learnt from the one part, to be recorded in a run.
     *
     * @return the use, with the digest of {@link #train}
     */
    public DataUse trainUse() {
        return new DataUse(DataRole.TRAIN, name(DataRole.TRAIN), train);
    }

    /**
     * That a model was measured on the other part, to be recorded in a run.
     *
     * @return the use, with the digest of {@link #test}
     */
    public DataUse testUse() {
        return new DataUse(DataRole.TEST, name(DataRole.TEST), test);
    }

    /** What people call the data. */
    String data() {
        return name;
    }

    List<String> groups() {
        return groups;
    }

    private String name(DataRole role) {
        int rows = role == DataRole.TRAIN ? train.rows() : test.rows();
        return String.format(Locale.ROOT, "%s, %.0f %% %s", name,
                100.0 * rows / Math.max(1, train.rows() + test.rows()), role.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return Names.printable(name) + ": " + Count.of(train.rows(), "row") + " to learn from, "
                + Count.of(test.rows(), "row") + " to measure on, by " + Names.printable(target)
                + how.entrySet().stream().filter(param -> !param.getKey().equals("split.target"))
                        .map(param -> "\n  " + param.getKey() + " = " + Names.printable(param.getValue()))
                        .collect(Collectors.joining());
    }
}
