/**
 * What others may use of the core: a store that lives in memory, for tests and for trying things out; splits of tables,
 * signatures from data, evidence of stored models and explanations of their answers, and tables from databases, for any framework.
 */
@NullMarked
package ml.lifecycle.core;

import org.jspecify.annotations.NullMarked;
