@NullMarked
package io.ringcast.console.web;

import org.jspecify.annotations.NullMarked;
