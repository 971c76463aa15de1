package ml.lifecycle.tribuo;

/**
 * A model that was written already, so that it is stored without being written again.
 *
 * @param content its stored form; not changed
 * @param model the model
 */
record WrittenModel(byte[] content, Object model) {}
