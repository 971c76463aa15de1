/**
 * Names and JSON: the rules for text that people choose, and the one configuration of the JSON library.
 */
@NullMarked
package ml.lifecycle.internal.text;

import org.jspecify.annotations.NullMarked;
