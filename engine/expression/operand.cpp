#include "engine/expression/operand.hpp"

#include "engine/base/number.hpp"

namespace gavel::expression {

Operand Operand::of(bool value) {
  Operand made;
  made.kind_ = Kind::boolean;
  made.number_ = value ? 1 : 0;
  return made;
}

Operand Operand::of(double value) {
  Operand made;
  made.kind_ = Kind::number;
  made.number_ = value;
  return made;
}

Operand Operand::null() {
  Operand made;
  made.kind_ = Kind::null;
  return made;
}

Operand Operand::refer(const Json& value) {
  Operand made;
  made.at_ = &value;
  switch (value.kind()) {
    case boost::json::kind::null:
      made.kind_ = Kind::null;
      break;
    case boost::json::kind::bool_:
      made.kind_ = Kind::boolean;
      made.number_ = value.get_bool() ? 1 : 0;
      break;
    case boost::json::kind::int64:
      made.kind_ = Kind::number;
      made.number_ = static_cast<double>(value.get_int64());
      break;
    case boost::json::kind::uint64:
      made.kind_ = Kind::number;
      made.number_ = static_cast<double>(value.get_uint64());
      break;
    case boost::json::kind::double_:
      made.kind_ = Kind::number;
      made.number_ = value.get_double();
      break;
    case boost::json::kind::string:
      made.kind_ = Kind::string;
      break;
    case boost::json::kind::array:
      made.kind_ = Kind::array;
      break;
    case boost::json::kind::object:
      made.kind_ = Kind::object;
      break;
  }
  return made;
}

Operand Operand::own(Json value) {
  if (!value.is_string() && !value.is_structured()) {
    Operand made = refer(value);
    made.at_ = nullptr;  // the number or truth value itself is all there is
    return made;
  }
  auto owned = std::make_unique<Json>(std::move(value));
  Operand made = refer(*owned);
  made.owned_ = std::move(owned);
  return made;
}

Operand Operand::own(Value value) {
  if (std::holds_alternative<Undefined>(value)) return {};
  return own(std::get<Json>(std::move(value)));
}

std::string_view Operand::string() const {
  const auto& text = at_->get_string();
  return {text.data(), text.size()};
}

const Json* Operand::json(Json& room) const {
  if (at_ != nullptr) return at_;
  switch (kind_) {
    case Kind::undefined:
      return nullptr;
    case Kind::boolean:
      room = boolean();
      break;
    case Kind::number:
      room = json_number(number_);
      break;
    default:
      room = nullptr;
      break;
  }
  return &room;
}

Json Operand::take() && {
  if (owned_ != nullptr) return std::move(*owned_);
  if (kind_ == Kind::number) return json_number(number_);
  Json room;
  const Json* found = json(room);
  return found == &room || found == nullptr ? std::move(room) : Json(*found);
}

Operand Operand::part(const Json& part) && {
  return owned_ == nullptr ? refer(part) : own(Json(part));
}

}  // namespace gavel::expression
