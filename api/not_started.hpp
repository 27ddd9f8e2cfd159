#pragma once
// Why a server does not start: always one sentence for people.
#include <expected>
#include <string>

namespace gavel {

struct NotStarted {
  std::string sentence;
};

[[noreturn]] inline void give_up(std::string sentence) { throw NotStarted{std::move(sentence)}; }

/// The value of an `expected` whose error is a sentence.
template <class T>
T or_give_up(std::expected<T, std::string> result) {
  if (!result) give_up(std::move(result.error()));
  return std::move(*result);
}

}  // namespace gavel
