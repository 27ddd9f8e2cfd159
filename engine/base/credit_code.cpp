#include "engine/base/credit_code.hpp"

#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

/// Each counts as its place here: without the letters that are taken for digits.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::size_t code_length = 18;

/// Weights are the powers of 3; what the sum lacks to a multiple of 31 is the last character.
char last_of(std::string_view code) {
  std::size_t sum = 0, weight = 1;
  for (const char c : code.substr(0, code_length - 1)) {
    sum += alphabet.find(c) * weight;
    weight = weight * 3 % alphabet.size();
  }
  return alphabet[(alphabet.size() - sum % alphabet.size()) % alphabet.size()];
}

}  // namespace

std::expected<void, CreditCodeFault> check_credit_code(std::string_view code) {
  using enum CreditCodeFault::Kind;
  const std::size_t n = code_points(code);
  if (n != code_length) return std::unexpected(CreditCodeFault{.kind = length, .length = n});
  for (std::size_t at = 0, place = 1; at < code.size(); ++place) {
    const std::size_t begin = at;
    (void)next_code_point(code, at);
    const std::string_view point = code.substr(begin, at - begin);
    if (alphabet.find(point) != std::string_view::npos) continue;
    return std::unexpected(CreditCodeFault{
        .kind = character, .length = n, .place = place, .character = std::string(point)});
  }
  if (code.back() != last_of(code))
    return std::unexpected(CreditCodeFault{.kind = check, .length = n});
  return {};
}

}  // namespace gavel
