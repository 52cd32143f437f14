// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import io.cloister.policy.json.PolicyFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The tokens of a Cedar text, taken one after the other.
final class Tokens {
  /// Policies are written by people; generated ones come as JSON.
  static final int MAX_CHARACTERS = 1 << 20;

  private static final List<String> LONG_SYMBOLS =
      List.of("::", "==", "!=", "<=", ">=", "&&", "||");
  private static final String SHORT_SYMBOLS = "(){}[]<>,;:.@!+-*=?";

  private static final Set<String> RESERVED =
      Set.of("true", "false", "if", "then", "else", "in", "is", "like", "has", "__cedar");

  private final List<Token> tokens;
  private int at;

  private Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// @throws PolicyFormatException on a character that starts no token, or an open string
  static Tokens of(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new PolicyFormatException("Cedar text is longer than the limit");
    }
    List<Token> tokens = new ArrayList<>();
    int at = skipBlank(text, 0);
    while (at < text.length()) {
      Token token = next(text, at);
      tokens.add(token);
      int quotes = token.kind() == Token.Kind.STRING ? 2 : 0;
      at = skipBlank(text, at + token.text().length() + quotes);
    }
    tokens.add(new Token(Token.Kind.END, ""));
    return new Tokens(tokens);
  }

  private static int skipBlank(String text, int from) {
    int at = from;
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        at = endOfLine(text, at);
      } else if (isBlank(text.charAt(at))) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  private static int endOfLine(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /// Unicode's White_Space, as Cedar's lexer has it; Java's notions of a blank are others.
  private static boolean isBlank(char character) {
    return character == ' '
        || (character >= '\t' && character <= '\r')
        || character == '\u0085'
        || Character.isSpaceChar(character);
  }

  private static Token next(String text, int at) {
    char first = text.charAt(at);
    if (first == '"') {
      return new Token(Token.Kind.STRING, text.substring(at + 1, endOfString(text, at + 1)));
    }
    if (isDigit(first)) {
      return new Token(Token.Kind.NUMBER, run(text, at, Tokens::isDigit));
    }
    if (isNamePart(first)) {
      return new Token(Token.Kind.NAME, run(text, at, Tokens::isNamePart));
    }
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        return new Token(Token.Kind.SYMBOL, symbol);
      }
    }
    if (SHORT_SYMBOLS.indexOf(first) < 0) {
      throw new PolicyFormatException("unexpected character in Cedar text at " + at);
    }
    return new Token(Token.Kind.SYMBOL, String.valueOf(first));
  }

  private interface Part {
    boolean admits(char character);
  }

  private static String run(String text, int from, Part part) {
    int end = from;
    while (end < text.length() && part.admits(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  private static int endOfString(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw new PolicyFormatException("a string in Cedar text is not closed");
    }
    return end;
  }

  private static boolean isNamePart(char character) {
    return character == '_'
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || isDigit(character);
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peekBehind() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  boolean takeIf(String symbolOrName) {
    if (!peek().is(symbolOrName)) {
      return false;
    }
    take();
    return true;
  }

  void expect(String symbolOrName) {
    if (!takeIf(symbolOrName)) {
      throw refuse("expected \"" + symbolOrName + "\"");
    }
  }

  String name() {
    if (peek().kind() != Token.Kind.NAME) {
      throw refuse("expected a name");
    }
    return take().text();
  }

  /// A name that is no word of the language.
  String identifier() {
    if (RESERVED.contains(peek().text())) {
      throw refuse("a reserved word where a name is expected");
    }
    return name();
  }

  /// A string, its escapes resolved.
  String string() {
    if (peek().kind() != Token.Kind.STRING) {
      throw refuse("expected a string");
    }
    return Escapes.resolve(take().text());
  }

  /// A name or a string.
  String nameOrString() {
    return peek().kind() == Token.Kind.STRING ? string() : name();
  }

  PolicyFormatException refuse(String what) {
    return new PolicyFormatException(what + " at token " + (at + 1) + " of Cedar text");
  }
}
