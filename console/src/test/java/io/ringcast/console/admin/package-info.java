@NullMarked
package io.ringcast.console.admin;

import org.jspecify.annotations.NullMarked;
