/**
 * Text that comes from outside: percent-decoding that refuses instead of guessing, and the form in which such text may
 * stand in an error message.
 */
@NullMarked
package io.whypfs.corenode.text;

import org.jspecify.annotations.NullMarked;
