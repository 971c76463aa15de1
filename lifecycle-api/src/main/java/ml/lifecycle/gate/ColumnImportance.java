package ml.lifecycle.gate;

/**
 * How much a column matters to a model, and to the champion it was judged beside: what is lost of the accuracy, or of a model
 * of numbers the growth of the root of the mean squared error, when the column's values are exchanged between rows. As the
 * runs measured it, each on its own test part, so it tells what a model looks at; no check judges it.
 *
 * @param column the column
 * @param candidate of the judged model; NaN if its run did not measure it
 * @param champion of the champion; NaN if there is none, or its run did not measure it
 */
public record ColumnImportance(String column, double candidate, double champion) {}
