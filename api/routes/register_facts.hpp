#pragma once
// What is entered of experts, professional institutions and counsel: each kind of fact with the
// members of its form. The first of a register's is the one a person or institution begins with.
#include <cstdint>
#include <span>
#include <string_view>

#include "db/people.hpp"

namespace gavel::api {

struct Member {
  enum class Type { text, day, number, choice, matter, account, credit_code };
  std::string_view name;
  Type type = Type::text;
  bool required = true;
  std::string_view choices = {};  ///< Separated by spaces.
  std::int64_t min = 0, max = 0;  ///< Of a number.
};

struct Form {
  std::string_view fact;
  std::span<const Member> members;
};

[[nodiscard]] std::span<const Form> forms(db::Register which, bool is_of_institution);

}  // namespace gavel::api
