package ml.lifecycle.testkit.jqwik;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Profile;
import ml.lifecycle.signature.Column;
import ml.lifecycle.signature.Signature;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Rows whose columns are spread, and whose numbers go together, as a profile says. */
final class ProfiledRows {

    private static final int STEPS = 1000;

    private final Signature signature;
    private final Map<String, ColumnProfile> profiles = new LinkedHashMap<>();
    /** The columns whose shares are joined. */
    private final List<String> numbers;
    private final Copula copula;

    ProfiledRows(Signature signature, Profile profile) {
        this.signature = signature;
        profile.columns().forEach(column -> profiles.put(column.name(), column));
        this.numbers = signature.inputs().stream().filter(this::isSpread).map(Column::name).toList();
        this.copula = Copula.of(numbers, profile.correlations());
    }

    private boolean isSpread(Column column) {
        ColumnProfile profile = profiles.get(column.name());
        return profile != null && ProfiledColumn.isSpread(column, profile);
    }

    /** A share to be joined with others, and whether the row has the column at all. */
    private record Share(double share, boolean there) {}

    /**
     * The rows.
     *
     * @param unknown values of a column of which the profile says nothing
     * @param absent the share of rows without an optional column
     */
    Arbitrary<Map<String, Object>> rows(Function<Column, Arbitrary<Object>> unknown, double absent) {
        List<Arbitrary<Object>> columns = signature.inputs().stream().map(column -> isSpread(column)
                ? share(column.required() ? 0 : absent)
                : others(column, unknown).injectNull(column.required() ? 0 : absent)).toList();
        return Combinators.combine(columns).as(this::row);
    }

    private static Arbitrary<Object> share(double absent) {
        Arbitrary<Double> shares = Arbitraries.integers().between(0, STEPS)
                .withDistribution(RandomDistribution.uniform()).map(step -> (step + 0.5) / (STEPS + 1));
        return Combinators.combine(shares, Arbitraries.just(true).injectNull(absent))
                .as((share, there) -> new Share(share, there != null));
    }

    private Arbitrary<Object> others(Column column, Function<Column, Arbitrary<Object>> unknown) {
        return Optional.ofNullable(profiles.get(column.name()))
                .flatMap(known -> ProfiledColumn.levels(column, known))
                .orElseGet(() -> unknown.apply(column));
    }

    private Map<String, Object> row(List<Object> drawn) {
        List<Double> independent = new ArrayList<>();
        drawn.forEach(value -> {
            if (value instanceof Share share) {
                independent.add(share.share());
            }
        });
        double[] joined = copula.join(independent.stream().mapToDouble(Double::doubleValue).toArray());
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0, number = 0; i < drawn.size(); i++) {
            Column column = signature.inputs().get(i);
            Object value = drawn.get(i);
            if (value instanceof Share share) {
                double place = joined[number++];
                value = share.there() ? ProfiledColumn.number(column, profiles.get(column.name()), place) : null;
            }
            if (value != null) {
                row.put(column.name(), value);
            }
        }
        return new GeneratedRow(row);
    }
}
