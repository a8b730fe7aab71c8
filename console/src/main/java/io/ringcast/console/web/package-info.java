/**
 * The common part of every service's HTTP side: port, errors, commands.
 */
@NullMarked
package io.ringcast.console.web;

import org.jspecify.annotations.NullMarked;
