@NullMarked
package io.whypfs.auth;

import org.jspecify.annotations.NullMarked;
