@NullMarked
package io.whypfs.testsupport;

import org.jspecify.annotations.NullMarked;
