package io.ringcast.console.admin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import tools.jackson.databind.json.JsonMapper;

/** Users, their rights, and the filters that refuse requests of other sites. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(AdminProperties.class)
public class AdminConfiguration {
    static final String OPERATOR = "operator";
    static final String BOOKER = "booker";
    static final String VIEWER = "viewer";

    /** From the one who may least. */
    static final List<String> ROLES = List.of(VIEWER, BOOKER, OPERATOR);

    /** The names of users that have a property for their password. */
    static final Set<String> RESERVED = Set.of(OPERATOR, VIEWER);

    /** What a hash of a file begins with. */
    static final String BCRYPT_HASH = "{bcrypt}";

    private static final String SESSION = "/api/session";
    private static final List<String> PUBLIC_FILES = List.of("/assets/", "/_static/");

    private static final String IN_MEMORY = "memory";
    private static final String CONTENT_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Each request is authenticated, and these hashes never leave the memory: few iterations are enough. */
    private static final int HASH_ITERATIONS = 10_000;

    private static final int SALT_BYTES = 16;

    /** A hash from a file takes long to check, and is replaced in memory once a password has matched it. */
    @Bean
    PasswordEncoder adminPasswordEncoder() {
        var inMemory = new Pbkdf2PasswordEncoder(
                "", SALT_BYTES, HASH_ITERATIONS, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
        return new DelegatingPasswordEncoder(
                IN_MEMORY, Map.of(IN_MEMORY, inMemory, "bcrypt", new BCryptPasswordEncoder()));
    }

    /** The users that have a password; none on loopback without one. */
    @Bean
    InMemoryUserDetailsManager adminUsers(AdminProperties properties, PasswordEncoder encoder) {
        List<UserDetails> users = new ArrayList<>();
        if (properties.password() != null) {
            users.add(user(OPERATOR, properties.password(), encoder));
        }
        if (properties.viewerPassword() != null) {
            users.add(user(VIEWER, properties.viewerPassword(), encoder));
        }
        if (properties.users() != null) {
            users.addAll(UsersFile.read(properties.users()));
        }
        return new InMemoryUserDetailsManager(users);
    }

    private static UserDetails user(String name, String password, PasswordEncoder encoder) {
        String hash = Objects.requireNonNull(encoder.encode(password));
        return User.withUsername(name).password(hash).roles(name).build();
    }

    @Bean
    PathFirewall pathFirewall(JsonMapper json) {
        return new PathFirewall(new Problems(json));
    }

    @Bean
    SignIns signIns() {
        return new SignIns();
    }

    @Bean
    SignInController signInController(AdminProperties properties, SignIns signIns) {
        return new SignInController(properties.hasUsers(), signIns);
    }

    @Bean
    SecurityFilterChain adminFilterChain(
            HttpSecurity http,
            AdminProperties properties,
            SignIns signIns,
            InMemoryUserDetailsManager users,
            PasswordEncoder encoder,
            ObjectProvider<BookerPaths> bookers,
            JsonMapper json) {
        var problems = new Problems(json);
        http.addFilterBefore(new ForeignHostFilter(properties.hosts(), problems), SecurityContextHolderFilter.class)
                .addFilterAfter(new ForeignOriginFilter(problems), ForeignHostFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(AdminConfiguration::headers);
        if (!properties.hasUsers()) {
            http.httpBasic(AbstractHttpConfigurer::disable)
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        } else {
            var passwords = new DaoAuthenticationProvider(users);
            passwords.setPasswordEncoder(encoder);
            passwords.setUserDetailsPasswordService(users);
            BookerPaths paths = bookers.getIfAvailable(() -> new BookerPaths(List.of()));
            http.addFilterBefore(new TokenFilter(signIns, problems), BasicAuthenticationFilter.class)
                    .authenticationManager(new ThrottledAuthentication(new ProviderManager(passwords)))
                    .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                    .authorizeHttpRequests(
                            requests -> roles(requests, paths.patterns().toArray(String[]::new)));
        }
        return http.build();
    }

    private static void roles(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            String[] bookerPaths) {
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers(
                        HttpMethod.GET, "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")
                .permitAll()
                .requestMatchers(AdminConfiguration::isPublicPage)
                .permitAll()
                .requestMatchers(HttpMethod.GET, SESSION)
                .permitAll()
                .requestMatchers(SESSION)
                .hasAnyRole(VIEWER, BOOKER, OPERATOR)
                .requestMatchers(HttpMethod.GET)
                .hasAnyRole(VIEWER, BOOKER, OPERATOR)
                .requestMatchers(HttpMethod.HEAD)
                .hasAnyRole(VIEWER, BOOKER, OPERATOR)
                .requestMatchers(HttpMethod.OPTIONS)
                .hasAnyRole(VIEWER, BOOKER, OPERATOR)
                .requestMatchers(HttpMethod.POST, bookerPaths)
                .hasAnyRole(BOOKER, OPERATOR)
                .requestMatchers(HttpMethod.DELETE, bookerPaths)
                .hasAnyRole(BOOKER, OPERATOR)
                .anyRequest()
                .hasRole(OPERATOR);
    }

    /** The shell of the pages, scripts and styles: the same at every process of a release. */
    private static boolean isPublicPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean wantsHtml = accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
        return request.getMethod().equals("GET")
                && (PUBLIC_FILES.stream().anyMatch(path::startsWith)
                        || (wantsHtml && (path.equals("/") || path.startsWith("/pages/"))));
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }
}
