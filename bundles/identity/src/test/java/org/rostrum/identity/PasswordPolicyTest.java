package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.problem.Problem;

class PasswordPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "elevenchars, too short",
        "'密码密码密码密码密码密', too short",
        "'🔑🔑🔑🔑🔑🔑', too short",
        "password1234, tried first",
        "PassWord1234, tried first",
        "aaaaaaaaaaaaaaaa, tried first",
        "abababababab, tried first",
        "123456789012, tried first",
        "abcdefghijklm, tried first",
        "zyxwvutsrqponm, tried first",
        "my-Jane.Doe-horse, contains the user name",
        "JANE.DOEjane.doe1, contains the user name",
    })
    void check_refuses(String password, String why) {
        assertThatThrownBy(() -> PasswordPolicy.check("newPassword", "jane.doe@example.com", password.toCharArray()))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                    assertThat(problem.field()).isEqualTo("newPassword");
                    assertThat(problem.detail()).contains(why).doesNotContain(password);
                    assertThat(problem.remedy()).isNotBlank();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue tractor seven lamps", "żółta łódź na jeziorze", "r7K-mW2-xQ9-p", "密码必须很长才安全可靠吧"})
    void check_acceptsLongOnes_withoutRulesAboutCharacters(String password) {
        assertThatCode(() -> PasswordPolicy.check("password", "jane", password.toCharArray()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {257, 100_000})
    void check_refusesWhatIsTooLong(int length) {
        assertThatThrownBy(() -> PasswordPolicy.check(
                        "password", "jane", "ab1-x".repeat(length / 5 + 1).toCharArray()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("too long");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void generatedPasswords_passThePolicy_andHaveNothingAmbiguous(int ignored) {
        String password = Secrets.password();
        assertThat(password).hasSize(24).doesNotContainPattern("[lIO01io]");
        assertThatCode(() -> PasswordPolicy.check("password", "admin", password.toCharArray()))
                .doesNotThrowAnyException();
    }
}
