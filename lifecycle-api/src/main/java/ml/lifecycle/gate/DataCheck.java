package ml.lifecycle.gate;

/** A requirement on the judged data itself, whatever a model makes of it. Made by the methods of {@link DataChecks}. */
public sealed interface DataCheck extends Check permits ValueCheck, SchemaCheck {}
