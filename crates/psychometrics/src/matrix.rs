//! Small symmetric dense matrices: what correlated abilities need, and nothing more.
//!
//! A covariance of five abilities is 25 numbers; a general linear-algebra crate would bring threads and
//! instruction-dependent summation orders. Every loop here runs in one fixed order, so that a result can be
//! recomputed bit for bit on another machine.

use std::fmt;

/// A symmetric matrix of `size` × `size` numbers, stored whole, row by row.
///
/// Both triangles are always exactly equal: [`SymmetricMatrix::set`] writes the two cells at once. The default has size 0.
///
/// ```
/// use psychometrics::matrix::SymmetricMatrix;
///
/// let covariance = SymmetricMatrix::from_rows(2, vec![1.0, 0.6, 0.6, 1.0])?;
/// let precision = covariance.cholesky()?.inverse();
/// assert!((precision.get(0, 1) + 0.9375).abs() < 1e-12);
/// # Ok::<(), psychometrics::matrix::MatrixError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SymmetricMatrix {
    size: usize,
    cells: Vec<f64>,
}

/// Why a matrix cannot be built or factorised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixError {
    /// The number of cells is not `size * size`.
    WrongLength {
        /// How many cells a matrix of this size has.
        expected: usize,
        /// How many cells were given.
        found: usize,
    },
    /// A cell is infinite or not a number.
    NotFinite {
        /// The row of the cell, from 0.
        row: usize,
        /// The column of the cell, from 0.
        column: usize,
    },
    /// The two cells across the diagonal differ by more than rounding.
    NotSymmetric {
        /// The row of the first cell, from 0.
        row: usize,
        /// The column of the first cell, from 0.
        column: usize,
    },
    /// The matrix has no Cholesky factor: some direction has zero or negative variance.
    NotPositiveDefinite {
        /// The first row at which the factorisation failed, from 0.
        row: usize,
    },
}

impl fmt::Display for MatrixError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongLength { expected, found } => {
                write!(formatter, "expected {expected} cells, found {found}")
            }
            Self::NotFinite { row, column } => {
                write!(formatter, "the cell ({row}, {column}) is not a finite number")
            }
            Self::NotSymmetric { row, column } => {
                write!(formatter, "the cells ({row}, {column}) and ({column}, {row}) differ")
            }
            Self::NotPositiveDefinite { row } => {
                write!(formatter, "the matrix is not positive definite (row {row})")
            }
        }
    }
}

impl std::error::Error for MatrixError {}

/// How far, relative to the larger of the two, mirrored cells may differ: what printing and rereading a
/// matrix, or computing its halves separately, can cost.
const SYMMETRY_TOLERANCE: f64 = 1e-9;

impl SymmetricMatrix {
    /// The matrix of zeros.
    pub fn zeros(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    /// The matrix of ones on the diagonal and zeros elsewhere.
    pub fn identity(size: usize) -> Self {
        let mut matrix = Self::zeros(size);
        for index in 0..size {
            matrix.set(index, index, 1.0);
        }
        matrix
    }

    /// The covariance of `size` variables of variance 1 that all correlate by `correlation`.
    ///
    /// Positive definite when `-1 / (size - 1) < correlation < 1`; this is found out at factorisation.
    pub fn equicorrelated(size: usize, correlation: f64) -> Self {
        let mut matrix = Self { size, cells: vec![correlation; size * size] };
        for index in 0..size {
            matrix.set(index, index, 1.0);
        }
        matrix
    }

    /// A matrix from its cells, row by row.
    ///
    /// Mirrored cells that differ by rounding only (a relative 1e-9) are replaced by their average.
    pub fn from_rows(size: usize, cells: Vec<f64>) -> Result<Self, MatrixError> {
        if cells.len() != size * size {
            return Err(MatrixError::WrongLength { expected: size * size, found: cells.len() });
        }
        let mut matrix = Self { size, cells };
        for row in 0..size {
            for column in 0..=row {
                let (below, above) = (matrix.get(row, column), matrix.get(column, row));
                if !below.is_finite() || !above.is_finite() {
                    return Err(MatrixError::NotFinite { row, column });
                }
                let scale = below.abs().max(above.abs());
                if (below - above).abs() > SYMMETRY_TOLERANCE * scale {
                    return Err(MatrixError::NotSymmetric { row, column });
                }
                matrix.set(row, column, below + (above - below) / 2.0);
            }
        }
        Ok(matrix)
    }

    /// The number of rows, which is the number of columns.
    pub fn size(&self) -> usize {
        self.size
    }

    /// All cells, row by row.
    pub fn as_slice(&self) -> &[f64] {
        &self.cells
    }

    /// One row, which is also one column.
    ///
    /// # Panics
    /// When `row` is not below [`SymmetricMatrix::size`].
    pub fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.size..(row + 1) * self.size]
    }

    /// One cell.
    ///
    /// # Panics
    /// When an index is not below [`SymmetricMatrix::size`].
    pub fn get(&self, row: usize, column: usize) -> f64 {
        assert!(column < self.size, "column {column} of a matrix of size {}", self.size);
        self.cells[row * self.size + column]
    }

    /// Writes one cell and its mirror image.
    ///
    /// # Panics
    /// When an index is not below [`SymmetricMatrix::size`].
    pub fn set(&mut self, row: usize, column: usize, value: f64) {
        assert!(row < self.size && column < self.size, "cell ({row}, {column}) of a matrix of size {}", self.size);
        self.cells[row * self.size + column] = value;
        self.cells[column * self.size + row] = value;
    }

    /// The sum of the diagonal: for a covariance, the total variance.
    pub fn trace(&self) -> f64 {
        (0..self.size).fold(0.0, |sum, index| sum + self.get(index, index))
    }

    /// The product with a vector.
    ///
    /// # Panics
    /// When the vector has another size.
    pub fn multiply(&self, vector: &[f64]) -> Vec<f64> {
        let mut product = vec![0.0; self.size];
        self.multiply_into(vector, &mut product);
        product
    }

    /// [`SymmetricMatrix::multiply`] without allocating.
    ///
    /// # Panics
    /// When a vector has another size.
    pub fn multiply_into(&self, vector: &[f64], product: &mut [f64]) {
        assert!(vector.len() == self.size && product.len() == self.size, "vectors of the matrix's size");
        for (row, cell) in product.iter_mut().enumerate() {
            *cell = dot(self.row(row), vector);
        }
    }

    /// Makes this matrix a copy of another, in the memory it has.
    pub fn copy_from(&mut self, other: &Self) {
        self.size = other.size;
        self.cells.clone_from(&other.cells);
    }

    /// The quadratic form v′ M v.
    ///
    /// # Panics
    /// When the vector has another size.
    pub fn quadratic_form(&self, vector: &[f64]) -> f64 {
        dot(vector, &self.multiply(vector))
    }

    /// The lower-triangular L with L L′ = M (Cholesky–Banachiewicz, row by row).
    pub fn cholesky(&self) -> Result<Cholesky, MatrixError> {
        let mut factor = Cholesky::default();
        self.cholesky_into(&mut factor)?;
        Ok(factor)
    }

    /// [`cholesky`](Self::cholesky) of a matrix that must be a covariance: refuses also what is positive definite by nothing but rounding.
    ///
    /// Of a singular matrix the last digits decide whether a pivot comes out as a tiny positive number. Here a pivot (the variance of one variable that
    /// the others before it leave unexplained) must be larger than the rounding of its own variance, size · 2⁻⁵² of it.
    ///
    /// ```
    /// use psychometrics::matrix::SymmetricMatrix;
    ///
    /// // Two abilities of variance 2 that are one and the same.
    /// let same = SymmetricMatrix::from_rows(2, vec![2.0, 2.0, 2.0, 2.0])?;
    /// assert!(same.covariance_factor().is_err());
    /// # Ok::<(), psychometrics::matrix::MatrixError>(())
    /// ```
    pub fn covariance_factor(&self) -> Result<Cholesky, MatrixError> {
        let factor = self.cholesky()?;
        let rounding = self.size as f64 * f64::EPSILON;
        let unexplained = |row: usize| factor.lower(row, row) * factor.lower(row, row);
        match (0..self.size).find(|row| unexplained(*row) <= rounding * self.get(*row, *row)) {
            Some(row) => Err(MatrixError::NotPositiveDefinite { row }),
            None => Ok(factor),
        }
    }

    /// [`SymmetricMatrix::cholesky`] into the memory of another factor, whose content is lost even when this fails.
    pub fn cholesky_into(&self, factor: &mut Cholesky) -> Result<(), MatrixError> {
        let size = self.size;
        factor.size = size;
        factor.lower.clear();
        factor.lower.resize(size * size, 0.0);
        let lower = &mut factor.lower;
        for row in 0..size {
            for column in 0..=row {
                let products = dot(&lower[row * size..row * size + column], &lower[column * size..column * size + column]);
                let rest = self.get(row, column) - products;
                if row == column {
                    // Written so that a NaN fails too.
                    if !(rest > 0.0 && rest.is_finite()) {
                        return Err(MatrixError::NotPositiveDefinite { row });
                    }
                    lower[row * size + row] = rest.sqrt();
                } else {
                    lower[row * size + column] = rest / lower[column * size + column];
                }
            }
        }
        Ok(())
    }

    /// What the covariance M becomes when the precision gains `weight` · u u′ (Sherman and Morrison, 1950):
    ///
    /// (M⁻¹ + w u u′)⁻¹ = M − w (M u)(M u)′ / (1 + w u′ M u)
    ///
    /// `weight` is an information, so never negative; with `weight >= 0` and M positive definite the
    /// denominator is at least 1.
    ///
    /// # Panics
    /// When the vector has another size.
    #[must_use]
    pub fn with_added_precision(&self, vector: &[f64], weight: f64) -> Self {
        let product = self.multiply(vector);
        let factor = weight / (1.0 + weight * dot(vector, &product));
        self.minus_outer(&product, factor)
    }

    /// [`SymmetricMatrix::with_added_precision`] along one axis: an item of that information in dimension
    /// `dimension` was answered.
    ///
    /// # Panics
    /// When `dimension` is not below [`SymmetricMatrix::size`].
    #[must_use]
    pub fn with_added_information(&self, dimension: usize, information: f64) -> Self {
        let product = self.row(dimension);
        let factor = information / (1.0 + information * product[dimension]);
        self.minus_outer(product, factor)
    }

    fn minus_outer(&self, vector: &[f64], factor: f64) -> Self {
        let mut result = self.clone();
        for row in 0..self.size {
            for column in 0..=row {
                let cell = self.get(row, column) - factor * (vector[row] * vector[column]);
                result.set(row, column, cell);
            }
        }
        result
    }
}

/// The Cholesky factor of a positive definite matrix. The default is the factor of nothing, of size 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cholesky {
    size: usize,
    lower: Vec<f64>,
}

impl Cholesky {
    /// One cell of the lower factor; zero above the diagonal.
    ///
    /// # Panics
    /// When an index is not below the size.
    pub fn lower(&self, row: usize, column: usize) -> f64 {
        assert!(column < self.size, "column {column} of a factor of size {}", self.size);
        self.lower[row * self.size + column]
    }

    /// L v: turns independent standard normal draws into draws of the matrix's covariance.
    ///
    /// # Panics
    /// When the vector has another size.
    pub fn multiply_lower(&self, vector: &[f64]) -> Vec<f64> {
        assert_eq!(vector.len(), self.size, "a vector of the matrix's size");
        (0..self.size).map(|row| dot(&self.lower[row * self.size..=row * self.size + row], &vector[..=row])).collect()
    }

    /// The x with M x = `right`.
    ///
    /// # Panics
    /// When the vector has another size.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut solution = right.to_vec();
        self.solve_in_place(&mut solution);
        solution
    }

    /// Replaces `solution` by the x with M x = `solution`.
    ///
    /// # Panics
    /// When the vector has another size.
    pub fn solve_in_place(&self, solution: &mut [f64]) {
        assert_eq!(solution.len(), self.size, "a vector of the matrix's size");
        let size = self.size;
        for row in 0..size {
            let known = dot(&self.lower[row * size..row * size + row], &solution[..row]);
            solution[row] = (solution[row] - known) / self.lower[row * size + row];
        }
        for row in (0..size).rev() {
            let known = (row + 1..size).fold(0.0, |sum, below| sum + self.lower[below * size + row] * solution[below]);
            solution[row] = (solution[row] - known) / self.lower[row * size + row];
        }
    }

    /// The inverse of the matrix, exactly symmetric.
    pub fn inverse(&self) -> SymmetricMatrix {
        let mut inverse = SymmetricMatrix::zeros(self.size);
        self.inverse_into(&mut inverse, &mut Vec::new());
        inverse
    }

    /// [`Cholesky::inverse`] into the memory of another matrix, with `column_memory` to work in.
    pub fn inverse_into(&self, inverse: &mut SymmetricMatrix, column_memory: &mut Vec<f64>) {
        inverse.size = self.size;
        inverse.cells.resize(self.size * self.size, 0.0);
        for column in 0..self.size {
            column_memory.clear();
            column_memory.resize(self.size, 0.0);
            column_memory[column] = 1.0;
            self.solve_in_place(column_memory);
            for (row, value) in column_memory.iter().enumerate().skip(column) {
                inverse.set(row, column, *value);
            }
        }
    }

    /// The natural logarithm of the determinant: 2 Σ ln `L_ii`.
    pub fn log_determinant(&self) -> f64 {
        2.0 * (0..self.size).fold(0.0, |sum, index| sum + libm::log(self.lower(index, index)))
    }
}

/// The sum of products, from the first to the last.
fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).fold(0.0, |sum, (a, b)| sum + a * b)
}
