/**
 * How reports look: text in columns, JSON, and HTML pages with charts. One place for the style, the escaping and the
 * rounding of all of them. Exported to {@code lifecycle-core} only.
 */
@NullMarked
package ml.lifecycle.report;

import org.jspecify.annotations.NullMarked;
