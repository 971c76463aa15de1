/**
 * Shared by the packages of the testkit and by nobody else: how values are written in messages, and rows made from a
 * signature. Not exported.
 */
@NullMarked
package ml.lifecycle.testkit.internal;

import org.jspecify.annotations.NullMarked;
