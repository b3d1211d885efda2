/**
 * Stands in the build where react-jsonschema-form's own tests would have a validator that compiles: the page validates
 * without compiling (validator.ts), and its content-security policy would forbid the other.
 */
export default {};
