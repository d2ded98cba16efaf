//! Steps begun, written, decided: what each kind allows and what follows.
