use proptest::prelude::*;
use psychometrics::matrix::{MatrixError, SymmetricMatrix};

/// A positive definite matrix A A′ + I/10 with a vector of its size.
fn matrix_and_vector() -> impl Strategy<Value = (SymmetricMatrix, Vec<f64>)> {
    (1_usize..=30).prop_flat_map(|size| {
        let cells = prop::collection::vec(-1.0..1.0_f64, size * size);
        let vector = prop::collection::vec(-2.0..2.0_f64, size);
        (cells, vector).prop_map(move |(cells, vector)| {
            let mut matrix = SymmetricMatrix::zeros(size);
            for row in 0..size {
                for column in 0..=row {
                    let product: f64 = (0..size).map(|k| cells[row * size + k] * cells[column * size + k]).sum();
                    matrix.set(row, column, if row == column { product + 0.1 } else { product });
                }
            }
            (matrix, vector)
        })
    })
}

fn largest_difference(left: &SymmetricMatrix, right: &SymmetricMatrix) -> f64 {
    left.as_slice().iter().zip(right.as_slice()).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

proptest! {
    #[test]
    fn the_cholesky_factor_times_its_transpose_is_the_matrix((matrix, _) in matrix_and_vector()) {
        let factor = matrix.cholesky().unwrap();
        for row in 0..matrix.size() {
            for column in 0..matrix.size() {
                let product: f64 =
                    (0..matrix.size()).map(|k| factor.lower(row, k) * factor.lower(column, k)).sum();
                prop_assert!((product - matrix.get(row, column)).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn solving_undoes_multiplying((matrix, vector) in matrix_and_vector()) {
        let solved = matrix.cholesky().unwrap().solve(&matrix.multiply(&vector));
        for (found, expected) in solved.iter().zip(&vector) {
            prop_assert!((found - expected).abs() < 1e-9);
        }
    }

    #[test]
    fn the_inverse_of_the_inverse_is_the_matrix((matrix, _) in matrix_and_vector()) {
        let inverse = matrix.cholesky().unwrap().inverse();
        let back = inverse.cholesky().unwrap().inverse();
        prop_assert!(largest_difference(&back, &matrix) < 1e-7);
        let determinants =
            matrix.cholesky().unwrap().log_determinant() + inverse.cholesky().unwrap().log_determinant();
        prop_assert!(determinants.abs() < 1e-9);
    }

    #[test]
    fn an_added_precision_updates_the_covariance_without_inverting((matrix, vector) in matrix_and_vector(),
                                                                  weight in 0.0..10.0_f64) {
        let covariance = matrix.cholesky().unwrap().inverse();
        let mut precision = matrix.clone();
        for row in 0..matrix.size() {
            for column in 0..=row {
                precision.set(row, column, matrix.get(row, column) + weight * vector[row] * vector[column]);
            }
        }
        let expected = precision.cholesky().unwrap().inverse();
        prop_assert!(largest_difference(&covariance.with_added_precision(&vector, weight), &expected) < 1e-9);
    }

    #[test]
    fn information_along_one_axis_is_a_rank_one_update((matrix, _) in matrix_and_vector(), information in 0.0..10.0_f64) {
        let last = matrix.size() - 1;
        let mut axis = vec![0.0; matrix.size()];
        axis[last] = 1.0;
        let direct = matrix.with_added_information(last, information);
        prop_assert!(largest_difference(&direct, &matrix.with_added_precision(&axis, information)) < 1e-12);
    }
}

#[test]
fn a_matrix_that_is_not_positive_definite_has_no_factor() {
    let indefinite = SymmetricMatrix::equicorrelated(3, 1.5);
    assert_eq!(indefinite.cholesky().unwrap_err(), MatrixError::NotPositiveDefinite { row: 1 });
    assert!(SymmetricMatrix::equicorrelated(2, 1.0).cholesky().is_err());
    assert!(SymmetricMatrix::zeros(1).cholesky().is_err());
}

#[test]
fn cells_that_make_no_symmetric_matrix_are_refused() {
    let refused = |size, cells| SymmetricMatrix::from_rows(size, cells).unwrap_err();
    assert_eq!(refused(2, vec![1.0]), MatrixError::WrongLength { expected: 4, found: 1 });
    assert_eq!(refused(2, vec![1.0, 0.2, 0.3, 1.0]), MatrixError::NotSymmetric { row: 1, column: 0 });
    assert_eq!(refused(1, vec![f64::NAN]), MatrixError::NotFinite { row: 0, column: 0 });
    let nearly = SymmetricMatrix::from_rows(2, vec![1.0, 0.2, 0.2 + 1e-12, 1.0]).unwrap();
    assert_eq!(nearly.get(0, 1).to_bits(), nearly.get(1, 0).to_bits());
}

#[test]
fn the_determinant_is_the_one_computed_by_hand() {
    let matrix = SymmetricMatrix::from_rows(2, vec![4.0, 2.0, 2.0, 3.0]).unwrap();
    assert!((matrix.cholesky().unwrap().log_determinant() - libm::log(8.0)).abs() < 1e-14);
    assert!((matrix.trace() - 7.0).abs() < 1e-15);
    assert!((matrix.quadratic_form(&[1.0, -1.0]) - 3.0).abs() < 1e-15);
}
