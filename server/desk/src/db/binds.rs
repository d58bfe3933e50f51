//! Values that go into `$1`, `$2`, … on either engine.

use sqlx::{
    Arguments, Encode, Postgres, Sqlite, Type, error::BoxDynError, postgres::PgArguments,
    sqlite::SqliteArguments,
};

use super::DbError;
use crate::dialect::Dialect;

/// Collected arguments of one engine.
pub enum Args {
    /// For SQLite.
    Sqlite(SqliteArguments),
    /// For PostgreSQL.
    Postgres(PgArguments),
}

/// Something that both engines can take as an argument.
pub trait Value<'q>: Send {
    /// Adds itself to the arguments.
    fn add_to(self, args: &mut Args) -> Result<(), BoxDynError>;
}

impl<'q, T> Value<'q> for T
where
    T: Encode<'q, Sqlite> + Type<Sqlite> + Encode<'q, Postgres> + Type<Postgres> + Send,
{
    fn add_to(self, args: &mut Args) -> Result<(), BoxDynError> {
        match args {
            Args::Sqlite(args) => Arguments::add(args, self),
            Args::Postgres(args) => Arguments::add(args, self),
        }
    }
}

/// A tuple of values.
pub trait Binds<'q>: Send {
    /// The tuple as arguments of an engine.
    fn args(self, dialect: Dialect) -> Result<Args, DbError>;
}

impl Args {
    /// No arguments yet.
    pub fn new(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Sqlite => Self::Sqlite(SqliteArguments::default()),
            Dialect::Postgres => Self::Postgres(PgArguments::default()),
        }
    }

    /// The arguments, which must be SQLite's.
    pub fn sqlite(self) -> Result<SqliteArguments, DbError> {
        match self {
            Self::Sqlite(args) => Ok(args),
            Self::Postgres(_) => Err(DbError::OtherEngine),
        }
    }

    /// The arguments, which must be PostgreSQL's.
    pub fn postgres(self) -> Result<PgArguments, DbError> {
        match self {
            Self::Postgres(args) => Ok(args),
            Self::Sqlite(_) => Err(DbError::OtherEngine),
        }
    }
}

macro_rules! tuples {
    ($(($($name:ident),*))+) => {$(
        impl<'q, $($name: Value<'q>),*> Binds<'q> for ($($name,)*) {
            #[allow(non_snake_case)]
            fn args(self, dialect: Dialect) -> Result<Args, DbError> {
                let ($($name,)*) = self;
                #[allow(unused_mut)]
                let mut args = Args::new(dialect);
                $($name.add_to(&mut args).map_err(DbError::Encode)?;)*
                Ok(args)
            }
        }
    )+};
}

tuples! {
    ()
    (A)
    (A, B)
    (A, B, C)
    (A, B, C, D)
    (A, B, C, D, E)
    (A, B, C, D, E, F)
    (A, B, C, D, E, F, G)
    (A, B, C, D, E, F, G, H)
    (A, B, C, D, E, F, G, H, I)
    (A, B, C, D, E, F, G, H, I, J)
    (A, B, C, D, E, F, G, H, I, J, K)
    (A, B, C, D, E, F, G, H, I, J, K, L)
    (A, B, C, D, E, F, G, H, I, J, K, L, M)
    (A, B, C, D, E, F, G, H, I, J, K, L, M, N)
    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O)
    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P)
    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q)
    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R)
    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S)
    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T)
    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U)
    (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V)
}
