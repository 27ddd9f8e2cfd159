#pragma once
// A value that many hold and nobody changes: a copy is a pointer, and what differs is a new value.
#include <memory>
#include <utility>

namespace gavel {

template <class T>
class Shared {
 public:
  Shared() : value_(std::make_shared<const T>()) {}
  Shared(T value)  // NOLINT(google-explicit-constructor): a value can be held as it is
      : value_(std::make_shared<const T>(std::move(value))) {}

  [[nodiscard]] const T& operator*() const { return *value_; }
  [[nodiscard]] const T* operator->() const { return value_.get(); }
  /// True where both are one value, not merely two that are equal.
  [[nodiscard]] bool is(const Shared& other) const { return value_ == other.value_; }

 private:
  std::shared_ptr<const T> value_;  ///< Never null; a moved-from one is only to be assigned to.
};

}  // namespace gavel
